'! script-source-argument 1:24 ("A", "B")
DTM.Result = DTM.Source("A", "B")
