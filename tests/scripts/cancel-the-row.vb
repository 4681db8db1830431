If DTM.Source("Status") = "Left" Then
    DTM.CancelRow()
    Exit Sub
End If
DTM.Result = DTM.Source("Status")
