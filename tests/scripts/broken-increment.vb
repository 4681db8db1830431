'! script-syntax 2:2 ++
Dim n = 1
n++
DTM.Result = n
