'! script-unassigned-result 2:1 While
Dim n As Integer = Len(DTM.Source("A"))
While n > 3
    DTM.Result = n
    n -= 1
End While
