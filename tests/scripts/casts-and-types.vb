Dim o As Object = DTM.Source("A")
If TypeOf o Is String Then
    DTM.Result = DirectCast(o, String) & CType(o, Uri).Host & GetType(Uri).Name
Else
    DTM.Result = If(TryCast(o, Uri) Is Nothing, "", "u")
End If
