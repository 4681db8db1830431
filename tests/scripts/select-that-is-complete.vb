Dim active As Boolean = DTM.Source("Active") = "Y"
Select Case active
    Case True
        DTM.Result = "512"
    Case False
        DTM.Result = "514"
End Select
