Dim first = DTM.Source("First")
DTM.Result = $"{first.Substring(0, 1),5}.{DTM.Source("Last").ToLower():x} {{literal}} ""quoted"" {If(first = "", "a", $"b{first}")}"
