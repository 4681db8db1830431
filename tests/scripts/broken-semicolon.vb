'! script-syntax 1:29 ;
DTM.Result = DTM.Source("A");
