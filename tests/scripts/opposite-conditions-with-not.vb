Dim mail As String = DTM.Source("Mail")
If String.IsNullOrEmpty(mail) Then DTM.Result = "none"
If Not (String.IsNullOrEmpty(mail)) Then
    DTM.Result = mail
End If
