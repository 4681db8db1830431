'! script-unassigned-result 1:1 For
For Each part In DTM.Source("A").Split(","c)
    DTM.Result = part
Next
