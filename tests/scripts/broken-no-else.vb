'! script-unassigned-result 2:1 If
Dim country As String = DTM.Source("Country")
If country = "DE" Then
    DTM.Result = "GmbH"
ElseIf country = "UK" Then
    DTM.Result = "Ltd"
End If
