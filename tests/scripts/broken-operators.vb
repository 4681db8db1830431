'! script-syntax 1:20 !=
'! script-syntax 1:26 &&
'! script-syntax 1:49 ||
If DTM.Source("A") != "" && DTM.Source("B") = 1 || Weekday(Now) = 2 Then
    DTM.Result = "x"
End If
