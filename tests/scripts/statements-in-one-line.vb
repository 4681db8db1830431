Dim a As String : a = DTM.Source("A") : If a = "" Then a = "x" : a = a & "y"
DTM.Result = a
