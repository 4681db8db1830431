DTM.Result = If(DTM.Source("Nick"), DTM.Source("First"))
