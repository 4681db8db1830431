'! script-syntax 2:5 &
DTM.Result = DTM.Source("A")
    & DTM.Source("B")
