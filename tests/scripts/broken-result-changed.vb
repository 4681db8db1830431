'! script-result-read 2:1 DTM.Result
DTM.Result = DTM.Source("A")
DTM.Result &= "x"
