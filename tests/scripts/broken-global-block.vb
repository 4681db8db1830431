'! global
'! script-syntax 3:5 If
Module M
Sub DTM_Startup(ByVal s As Object, ByVal args As EventArgs) Handles DTM.Startup
    If Weekday(Now) = 1 Then
        Beep()
End Sub
End Module
