'! script-unassigned-result 2:1 a = a & "x"
Dim a = DTM.Source("A")
a = a & "x" ' DTM.Result = a
