Dim level As String = "none"
For i As Integer = 0 To 2
    Select Case i
        Case 0
            Select Case DTM.Source("L0")
                Case "A"
                    level = "high"
                Case Else
                    level = "low"
            End Select
        Case 1
            Continue For
        Case Else
            Exit For
    End Select
Next
DTM.Result = level
