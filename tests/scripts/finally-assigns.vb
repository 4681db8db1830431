Dim value As String = "x"
Try
    value = DTM.Source("A").Trim()
Catch
Finally
    DTM.Result = value
End Try
