'! script-undeclared 1:1 total
total = DTM.Source("A").Length
DTM.Result = total
