Dim [end] As String = "x"
Dim [Select] = [end]
DTM.Result = [select] & [END]
