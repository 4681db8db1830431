'! global
'! script-invalid-handler 2:86 RowAded
'! script-invalid-handler 4:50 EventArgs2
'! script-invalid-handler 6:5 DTM_RowChanged
Module M
Sub DTM_RowAdded(ByVal s As Object, ByVal args As JobEventArgs) Handles RowAded, DTM.RowAded
End Sub
Sub DTM_Startup(ByVal s As Object, ByVal args As EventArgs2) Handles DTM.Startup
End Sub
Sub DTM_RowChanged(ByVal s As Object, ByVal args As JobEventArgs)
End Sub
End Module
