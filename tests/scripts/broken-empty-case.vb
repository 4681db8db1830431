'! crlf
'! script-unassigned-result 4:5 Case
Select Case DTM.Source("A")
    Case "x"
        DTM.Result = "x"
    Case "y"
        Dim y = 1
    Case Else
        DTM.Result = "z"
End Select
