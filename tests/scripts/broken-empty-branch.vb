'! script-unassigned-result 5:1 Else
Dim a = DTM.Source("A")
Dim b As String
If a = "x" Then
    DTM.Result = a
Else
    b = a
End If
