Dim a As Integer = 5
If a = 5 Then
    GoSomewhere() : a = 6
ElseIf a > 5 Then : a = 7
Else : a = 8
EndIf
DTM.Result = a
