'! script-syntax 1:5 "b
'! script-syntax 2:14 "c
a = "b
DTM.Result = "c
