Dim ids = From part In DTM.Source("Ids").Split(","c)
          Where part <> "" AndAlso part.Length > 2
          Order By part Descending
          Select upper = part.ToUpper(), part.Length
Dim first = (From x In ids Select x.upper).FirstOrDefault()
DTM.Result = first
