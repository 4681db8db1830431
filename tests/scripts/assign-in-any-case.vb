dtm.result = lcase(dtm.source("First"))
