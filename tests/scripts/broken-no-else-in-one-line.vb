'! script-unassigned-result 1:1 If
If DTM.Source("Country") = "DE" Then DTM.Result = "GmbH"
