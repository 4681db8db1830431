DTM.Result = "Unknown"
If DTM.Source("Title") <> "" Then
    DTM.Result = DTM.Source("Title")
End If
For Each part As String In DTM.Source("Title").Split(" "c)
    If part = "Dr." Then
        DTM.Result = "Doctor"
        Exit For
    End If
Next
