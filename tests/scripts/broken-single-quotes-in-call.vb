'! script-syntax 1:25 'A'
DTM.Result = DTM.Source('A') + '@example.com'
