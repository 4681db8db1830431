Dim setIt = Sub(v As String) DTM.Result = v
setIt(DTM.Source("A"))
