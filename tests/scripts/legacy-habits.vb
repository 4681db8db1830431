Dim sName, sMail
sName = UCase(Trim(DTM.Source("Name") & ""))
If InStr(sName, ",") > 0 Then sName = Mid(sName, InStr(sName, ",") + 1)
While InStr(sName, "  ") > 0 : sName = Replace(sName, "  ", " ") : End While
For Each c In sName : sMail = sMail & c : Next
If Len(sName) > 20 Then
  sName = Left(sName, 20)
End If
If IsNothing(sMail) OrElse sMail Is DBNull.Value Then DTM.Result = "" : Exit Sub
DTM.Result = LCase(sName) & "@example.com"
