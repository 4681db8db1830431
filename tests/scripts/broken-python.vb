'! script-language 2:1 if name == "":
name = DTM.Source("A")
if name == "":
    DTM.Result = "x"
else:
    DTM.Result = name
