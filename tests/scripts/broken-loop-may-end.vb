'! script-unassigned-result 2:1 For
Dim parts = DTM.Source("A").Split(","c)
For Each part In parts
    If part <> "" Then
        DTM.Result = part
        Exit For
    End If
Next
