'! script-syntax 2:19 [
Dim parts = DTM.Source("A").Split(","c)
DTM.Result = parts[0]
