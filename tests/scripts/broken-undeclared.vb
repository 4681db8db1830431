'! script-undeclared 2:14 nam
Dim name = DTM.Source("A")
DTM.Result = nam & "x"
