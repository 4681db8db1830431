On Error GoTo Failed
DTM.Result = CInt(DTM.Source("N"))
Exit Sub
Failed:
DTM.Result = 0
