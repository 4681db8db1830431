'! script-undeclared 1:4 country
If country = "DE" Then DTM.Result = "x" Else DTM.Result = "y"
