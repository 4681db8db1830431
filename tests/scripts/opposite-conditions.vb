If DTM.Source("Mail") = "" Then
    DTM.Result = DTM.Source("Login") & "@example.com"
End If
If DTM.Source("Mail") <> "" Then
    DTM.Result = DTM.Source("Mail")
End If
