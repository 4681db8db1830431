If DTM.Source("A") = "" Then
    DTM.Result = "x"
    Return
End If
DTM.Result = DTM.Source("A")
