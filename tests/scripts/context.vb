If DTM.Context("seen") Is Nothing Then
    DTM.AddToContext("seen", New Hashtable())
End If
Dim seen As Hashtable = DTM.Context("seen")
seen(DTM.Source("Id")) = True
DTM.Result = seen.Count & DTM.ExpandVariables("%COMPUTERNAME%")
