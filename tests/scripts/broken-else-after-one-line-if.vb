'! script-syntax 2:1 Else
'! script-syntax 4:1 End If
If DTM.Source("A") = "" Then DTM.Result = "x"
Else
DTM.Result = "y"
End If
