'! script-syntax 1:36 )
DTM.Result = LCase(DTM.Source("A")))
