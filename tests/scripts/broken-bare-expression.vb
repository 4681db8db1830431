'! script-unassigned-result 1:1 DTM.Source("First") & "." & DTM.Source("Last")
DTM.Source("First") & "." & DTM.Source("Last")
