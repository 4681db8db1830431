'! script-syntax 2:5 For
If DTM.Source("A") = "" Then
    For Each x In {1, 2}
        DTM.Result = x
Else
    DTM.Result = "y"
End If
