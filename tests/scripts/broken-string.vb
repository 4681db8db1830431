'! script-syntax 1:14 "abc
DTM.Result = "abc
