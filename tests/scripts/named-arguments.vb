DTM.Result = Replace(Expression:=DTM.Source("A"), Find:="x", Replacement:="y", Compare:=CompareMethod.Text)
