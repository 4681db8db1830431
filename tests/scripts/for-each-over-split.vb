Dim initials As String = ""
For Each part As String In DTM.Source("Name").Split(New Char() {" "c, "-"c}, StringSplitOptions.RemoveEmptyEntries)
    initials &= part.Substring(0, 1).ToUpper()
Next part
DTM.Result = initials
