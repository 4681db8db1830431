Dim boss As Object = DTM.Source("Boss")
If boss Is Nothing Then
    DTM.Result = ""
ElseIf boss IsNot Nothing Then
    DTM.Result = boss.ToString()
End If
