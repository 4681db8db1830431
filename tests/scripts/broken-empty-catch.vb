'! script-unassigned-result 3:1 Catch
Try
    DTM.Result = CInt(DTM.Source("N"))
Catch ex As Exception
    Console.WriteLine(ex.Message)
End Try
