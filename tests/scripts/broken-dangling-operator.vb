'! script-syntax 1:30 &
DTM.Result = DTM.Source("A") &
