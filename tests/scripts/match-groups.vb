Dim m As Match = Regex.Match(DTM.Source("Dn"), "^CN=(?<name>[^,]+),")
If m.Success Then DTM.Result = m.Groups("name").Value Else DTM.Result = String.Empty
