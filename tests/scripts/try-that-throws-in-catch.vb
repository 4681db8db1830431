Try
    DTM.Result = CInt(DTM.Source("Number"))
Catch ex As Exception
    Throw New ApplicationException("row " & DTM.Source("Id"), ex)
End Try
