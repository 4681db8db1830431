'! script-syntax 2:5 "y
Dim x = "a"
x = "y
DTM.Result = x
