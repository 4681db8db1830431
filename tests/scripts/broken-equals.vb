'! script-syntax 1:20 ==
If DTM.Source("A") == "" Then
    DTM.Result = "x"
ElseIf DTM.Source("A") == "b" Then
    DTM.Result = "y"
End If
