Dim größe As String = DTM.Source("Größe")
DTM.Result = größe.Replace("ä", "ae") & " — ½"
