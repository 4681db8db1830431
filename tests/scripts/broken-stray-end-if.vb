'! script-syntax 2:1 End If
If DTM.Source("A") = "" Then DTM.Result = "x" Else DTM.Result = "y"
End If
