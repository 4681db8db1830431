'! script-unguarded 1:33 Substring
DTM.Result = DTM.Source("Last").Substring(0, 3)
