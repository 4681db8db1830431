'! script-result-read 2:14 DTM.Result
DTM.Result = DTM.Source("A")
DTM.Result = DTM.Result & "x"
