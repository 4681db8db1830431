Select Case DTM.Source("Office")
    Case "Berlin", "Hamburg"
        DTM.Result = "OU=Germany,DC=example,DC=com"
    Case "Paris"
        DTM.Result = "OU=France,DC=example,DC=com"
    Case Else
        DTM.Result = "OU=Other,DC=example,DC=com"
End Select
