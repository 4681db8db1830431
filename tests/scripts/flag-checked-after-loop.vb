Dim units() As String = {"Sales", "Support"}
Dim matched As Boolean = False
For Each unit In units
    If DTM.Source("Dept").Contains(unit) Then
        DTM.Result = "OU=" & unit & ",DC=example,DC=com"
        matched = True
        Exit For
    End If
Next
If Not matched Then DTM.Result = "OU=Other,DC=example,DC=com"
