'! script-unassigned-result 2:5 Exit
If DTM.Source("A") = "" Then
    Exit Sub
End If
DTM.Result = DTM.Source("A")
