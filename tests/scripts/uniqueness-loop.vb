Dim base As String = LCase(Left(DTM.Source("First"), 1) & DTM.Source("Last"))
Dim name As String = base
Dim counter As Integer = 1
Do While Not ActiveDirectoryTool.VerifyUniqueInDomain("sAMAccountName=" & name)
    name = base & counter.ToString()
    counter = counter + 1
Loop
DTM.Result = name
