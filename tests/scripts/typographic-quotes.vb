DTM.Result = DTM.Source(“First”) & “ “”x”” ” & DTM.Source("Last”) ’ a comment
