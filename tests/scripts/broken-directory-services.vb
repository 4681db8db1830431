'! script-forbidden 1:20 System.DirectoryServices
Dim searcher = New System.DirectoryServices.DirectorySearcher()
DTM.Result = searcher.Filter
