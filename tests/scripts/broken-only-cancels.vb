'! script-unassigned-result 1:1 If
If DTM.Source("Status") = "Left" Then
    DTM.CancelRow()
End If
