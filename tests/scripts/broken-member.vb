'! script-unknown-member 1:18 Sourse
DTM.Result = DTM.Sourse("A")
