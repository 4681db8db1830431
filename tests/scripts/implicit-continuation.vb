Dim full As String =
    String.Concat(
        DTM.Source("First"),
        " ",
        DTM.Source("Last")
    )
Dim flag = full <> "" AndAlso
    full.Length < 64 Or
    full = "x"
Dim trimmed = full.
    Trim()
DTM.Result = trimmed
