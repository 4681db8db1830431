Dim dept As String = DTM.Source("Department")
If dept = "HR" Then
    DTM.Result = "Human Resources"
ElseIf dept = "IT" Then
    DTM.Result = "Information Technology"
Else If dept = "FI" Then
    DTM.Result = "Finance"
Else
    DTM.Result = dept
End If
