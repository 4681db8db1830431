Dim n As Integer = 0
Do
    n = n + 1
    DTM.Result = "x" & n
Loop While n < 3
