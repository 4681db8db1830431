'! script-syntax 2:1 Set
Dim x As Object
Set x = New StringBuilder()
DTM.Result = x.ToString()
