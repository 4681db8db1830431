Dim n As Integer
For i As Integer = 1 To 2
    For j As Integer = 1 To 2
        n += i * j
Next j, i
DTM.Result = n
