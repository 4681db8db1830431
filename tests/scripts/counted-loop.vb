For i As Integer = 1 To 3
    DTM.Result = i
Next i
