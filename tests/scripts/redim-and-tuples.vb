Dim parts() As String = {"a"}
ReDim Preserve parts(3)
Dim pair As (Name As String, Age As Integer) = (Name:="Ann", Age:=3)
Dim anonymous = New With {Key .Name = pair.Name, .Size = parts.Length}
DTM.Result = String.Join(";", parts) & anonymous.Name
