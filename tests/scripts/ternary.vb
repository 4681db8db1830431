DTM.Result = If(String.IsNullOrEmpty(DTM.Source("Mail")), "none", DTM.Source("Mail"))
