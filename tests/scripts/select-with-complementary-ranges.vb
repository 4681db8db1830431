Dim n = Len(DTM.Source("Code"))
Select Case n
    Case Is < 4
        DTM.Result = "short"
    Case Is >= 4
        DTM.Result = "long"
End Select
