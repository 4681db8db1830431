'! script-unassigned-result 1:1 Select
Select Case DTM.Source("Office")
    Case "Berlin"
        DTM.Result = "B"
    Case "Paris"
        DTM.Result = "P"
End Select
