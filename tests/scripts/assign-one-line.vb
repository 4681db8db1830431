DTM.Result = DTM.Source("First") & "." & DTM.Source("Last")
