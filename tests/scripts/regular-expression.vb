Dim phone As String = Regex.Replace(DTM.Source("Phone"), "[^0-9+]", "")
If Regex.IsMatch(phone, "^\+49\d{5,}$") Then
    DTM.Result = phone
Else
    DTM.Result = Regex.Replace(phone, "^0", "+49", RegexOptions.None)
End If
