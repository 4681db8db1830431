If DTM.Source("A") <> "" Then
    DTM.Result = DTM.Source("A")
Else
    Throw New Exception("no A")
End If
