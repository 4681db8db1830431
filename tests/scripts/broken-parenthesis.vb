'! script-syntax 1:19 (
DTM.Result = LCase(Trim(DTM.Source("A"))
