Try
    Dim hired As Date = DateTime.Parse(DTM.Source("Hired"))
    DTM.Result = hired.ToString("yyyyMMdd")
Catch ex As FormatException When ex.Message <> ""
    DTM.Result = ""
Catch
    DTM.Result = Nothing
Finally
    Dim done = True
End Try
