Dim unique As Boolean = False
Dim counter As Integer = 0
Dim candidate As String = DTM.Source("First") & DTM.Source("Last")
While Not unique
    If ActiveDirectoryTool.VerifyUniqueInDomain("cn=" & candidate) Then
        DTM.Result = candidate
        unique = True
    Else
        counter += 1
        candidate = DTM.Source("First") & DTM.Source("Last") & counter
    End If
End While
