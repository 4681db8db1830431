Dim s As String = DTM.Source("A")
Dim n As Integer? = s?.Length
DTM.Result = If(n.HasValue, n.Value, 0)
