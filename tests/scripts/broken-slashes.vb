'! script-syntax 1:1 //
// take the name
DTM.Result = DTM.Source("A")
