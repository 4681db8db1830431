DTM.Result = ""
Try
    DTM.Result = DTM.Source("Code").Substring(0, 3)
Catch ex As ArgumentException
End Try
