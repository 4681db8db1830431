Dim map As New Dictionary(Of String, String) From {
    {"DE", "Germany"},
    {"FR", "France"}
}
Dim grid(,) As Integer = {{1, 2}, {3, 4}}
Dim person = New With {.Name = "Ann", .Age = 3}
Dim country As String = Nothing
If map.TryGetValue(DTM.Source("Country"), country) Then
    DTM.Result = country & grid(0, 1) & person.Name
Else
    DTM.Result = ""
End If
