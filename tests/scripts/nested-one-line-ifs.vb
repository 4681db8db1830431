If DTM.Source("A") = "" Then If DTM.Source("B") = "" Then DTM.Result = "none" Else DTM.Result = "b" Else DTM.Result = "a"
