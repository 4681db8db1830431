'! script-result-read 2:4 DTM.Result
DTM.Result = DTM.Source("A")
If DTM.Result = "" Then DTM.Result = "x"
