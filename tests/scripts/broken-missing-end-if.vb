'! script-syntax 1:1 If
If DTM.Source("A") = "" Then
    DTM.Result = "x"
Else
    DTM.Result = "y"
