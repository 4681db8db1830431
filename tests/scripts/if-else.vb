If DTM.Source("Country") = "DE" Then
    DTM.Result = "GmbH"
Else
    DTM.Result = "Ltd"
End If
