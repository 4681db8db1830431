Try
    DTM.Result = "fallback"
    DTM.Result = DTM.Source("Code").Substring(0, 3)
Catch
End Try
