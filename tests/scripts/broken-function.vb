'! script-forbidden 1:1 Function
Function Clean(s As String) As String
    Return s.Trim()
End Function
DTM.Result = Clean(DTM.Source("A"))
