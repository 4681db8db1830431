'! script-syntax 1:1 Do
Do
    DTM.Result = "x"
