With DTM
    If .Source("A") = "" Then
        .CancelRow()
    Else
        .Result = .Source("A")
    End If
End With
