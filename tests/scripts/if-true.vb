If True Then
    DTM.Result = 1
End If
