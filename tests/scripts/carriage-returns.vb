'! crlf
Dim a As String = DTM.Source("A") & _
    " " & _
    DTM.Source("B")
If a = " " Then
    DTM.Result = ""
Else
    DTM.Result = a
End If
