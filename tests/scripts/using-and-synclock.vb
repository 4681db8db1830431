Dim guard As New Object()
Using reader As New StringReader(DTM.Source("Text"))
    SyncLock guard
        DTM.Result = reader.ReadLine()
    End SyncLock
End Using
