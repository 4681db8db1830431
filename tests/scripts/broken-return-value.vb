'! script-unassigned-result 2:5 Return
If DTM.Source("A") = "" Then
    Return "none"
End If
DTM.Result = DTM.Source("A")
