'! script-unassigned-result 3:1 value = value & "x"
Dim value As String
value = DTM.Source("A")
value = value & "x"
