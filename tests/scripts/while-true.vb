Dim i As Integer = 0
While True
    i += 1
    If i > 3 Then
        DTM.Result = i
        Exit While
    End If
End While
