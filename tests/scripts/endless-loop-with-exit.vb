Dim i As Integer = 0
Do
    i += 1
    If ActiveDirectoryTool.VerifyUniqueInDomain("cn=x" & i) Then
        DTM.Result = "x" & i
        Exit Do
    End If
Loop
