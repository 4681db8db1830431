DTM.Result = IIf(DTM.Source("Type") = "E", "External", "Internal") & " staff"
