Dim found As Boolean
Dim i As Integer
Do Until found
    If ActiveDirectoryTool.VerifyUniqueInDomain("cn=x" & i) Then
        DTM.Result = "x" & i : found = True
    End If
    i += 1
Loop
