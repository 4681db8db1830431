Dim parts As New List(Of String)
Array.ForEach(DTM.Source("Groups").Split(";"c), Sub(g) parts.Add(g.Trim()))
parts.ForEach(Sub(p As String)
    Dim q = p & ";"
    parts.Add(q)
End Sub)
DTM.Result = String.Join(";", parts.ToArray())
