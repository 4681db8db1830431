'! script-unassigned-result 2:1 Result
Dim a = DTM.Source("A")
Result = a
