Dim first As String = DTM.Source("First")
Dim last As String = DTM.Source("Last")
If first <> "" Then
    If last <> "" Then
        DTM.Result = first & " " & last
    Else
        DTM.Result = first
    End If
Else
    If last <> "" Then
        DTM.Result = last
    Else
        DTM.CancelRow()
    End If
End If
