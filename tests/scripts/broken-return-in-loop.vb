'! script-unassigned-result 2:30 Return
For i As Integer = 0 To 3
    If Weekday(Now) = i Then Return
Next
DTM.Result = "x"
