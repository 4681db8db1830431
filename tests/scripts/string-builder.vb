Dim text As New StringBuilder()
text.Append(DTM.Source("Street")).Append(", ")
text.AppendLine(DTM.Source("City"))
With text
    .Append("DE")
    .Replace("ß", "ss")
End With
DTM.Result = text.ToString()
