Dim text As String = "one
two"
DTM.Result = text & "three
four"
