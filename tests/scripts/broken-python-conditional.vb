'! script-language 1:1 DTM.Result = "a" if DTM.Source("A") else "b"
DTM.Result = "a" if DTM.Source("A") else "b"
