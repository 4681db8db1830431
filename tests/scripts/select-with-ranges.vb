Dim grade As Integer = CInt(DTM.Source("Grade"))
Select Case grade
    Case 1 To 5 : DTM.Result = "Staff"
    Case Is > 10, 7 : DTM.Result = "Lead"
    Case Else : DTM.Result = "Manager"
End Select
