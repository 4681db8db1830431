Dim c As Char = "a"c
Dim big As Long = &HFFL + 1_000 + 1.5E+3 - .5D
Dim name$ = "x"
DTM.Result = c & big & name$ & 12% & "x"c
