#Region "name"
DTM.Result = DTM.Source("A")
#End Region
