Dim value As String
If DTM.Source("Mobile") <> "" Then
    value = DTM.Source("Mobile")
ElseIf DTM.Source("Phone") <> "" Then
    value = DTM.Source("Phone")
End If
DTM.Result = value
