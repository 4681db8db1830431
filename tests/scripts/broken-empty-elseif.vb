'! script-unassigned-result 3:1 ElseIf
If DTM.Source("A") = "x" Then
    DTM.Result = "x"
ElseIf DTM.Source("A") = "y" Then
Else
    DTM.Result = "z"
End If
