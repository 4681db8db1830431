Dim a = {1, 2, 3}
Dim q = From x In a Join y In a On x Equals y
        Group By k = x Into n = Count(), Group
        Let total = n * 2
        Select k, total
DTM.Result = q.Count
