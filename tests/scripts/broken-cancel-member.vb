'! script-unknown-member 2:9 CancleRow
If DTM.Source("A") = "" Then
    DTM.CancleRow()
Else
    DTM.Result = DTM.Source("A")
End If
