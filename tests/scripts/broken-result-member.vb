'! script-unknown-member 1:5 Resutl
DTM.Resutl = DTM.Source("A")
