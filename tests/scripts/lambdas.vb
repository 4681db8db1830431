Dim clean = Function(s As String) s.Trim().ToLower()
Dim join As Func(Of String, String, String) = Function(a, b)
    If a = "" Then
        Return b
    End If
    Return a & "." & b
End Function
DTM.Result = join(clean(DTM.Source("First")), clean(DTM.Source("Last")))
