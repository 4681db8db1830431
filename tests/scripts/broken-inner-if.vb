'! script-unassigned-result 2:5 If
If DTM.Source("A") <> "" Then
    If DTM.Source("B") <> "" Then
        DTM.Result = "x"
    End If
Else
    DTM.Result = "y"
End If
