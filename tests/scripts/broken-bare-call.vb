'! script-unassigned-result 1:1 LCase(DTM.Source("First"))
LCase(DTM.Source("First"))
