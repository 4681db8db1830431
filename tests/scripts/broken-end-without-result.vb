'! script-unassigned-result 6:1 other
Dim other = 1
If DTM.Source("A") = "" Then
    DTM.Result = "x"
    Return
End If
other = 2
