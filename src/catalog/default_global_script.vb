Option Strict Off

Imports System
Imports System.Text
Imports System.Text.RegularExpressions
Imports System.IO
Imports System.Math
Imports Microsoft.VisualBasic
Imports Imanami.DataSyncServices.Scripting

Module ImanamiExposedCode

#Region "Imanami Generated Code"
'<--- PowerTool Instance Definitions --->
#End Region

#Region " User-definable code "
 Sub DTM_Startup(ByVal dtmsource As Object, ByVal args As EventArgs) Handles DTM.Startup
 ' User-definable script goes here -----------------

 ' -------------------------------------------------
 End Sub

 Sub DTM_BuildSourceQuery(ByVal dtmsource As Object, ByVal args As QueryEventArgs) Handles DTM.BuildSourceQuery
 ' User-definable script goes here -----------------

 ' -------------------------------------------------
 End Sub

 Sub DTM_RowStarting(ByVal dtmsource As Object, ByVal args As EventArgs) Handles DTM.RowStarting
 ' User-definable script goes here -----------------

 ' -------------------------------------------------
 End Sub


 Sub DTM_BuildDestinationQuery(ByVal dtmsource As Object, ByVal args As QueryEventArgs) Handles DTM.BuildDestinationQuery
 ' User-definable script goes here -----------------

 ' -------------------------------------------------
 End Sub

 Sub DTM_RowChanging(ByVal dtmsource As Object, ByVal args As JobEventArgs) Handles DTM.RowChanging
 ' User-definable script goes here -----------------

 ' -------------------------------------------------
 End Sub

 Sub DTM_RowChanged(ByVal dtmsource As Object, ByVal args As JobEventArgs) Handles DTM.RowChanged
 ' User-definable script goes here -----------------

 ' -------------------------------------------------
 End Sub

 Sub DTM_RowAdding(ByVal dtmsource As Object, ByVal args As JobEventArgs) Handles DTM.RowAdding
 ' User-definable script goes here -----------------

 ' -------------------------------------------------
 End Sub

 Sub DTM_RowAdded(ByVal dtmsource As Object, ByVal args As JobEventArgs) Handles DTM.RowAdded
 ' User-definable script goes here -----------------

 ' -------------------------------------------------
 End Sub

 Sub DTM_RowDeleting(ByVal dtmsource As Object, ByVal args As JobEventArgs) Handles DTM.RowDeleting
 ' User-definable script goes here -----------------

 ' -------------------------------------------------
 End Sub

 Sub DTM_RowDeleted(ByVal dtmsource As Object, ByVal args As JobEventArgs) Handles DTM.RowDeleted
 ' User-definable script goes here -----------------

 ' -------------------------------------------------
 End Sub

 Sub DTM_RowFinishing(ByVal dtmsource As Object, ByVal args As JobEventArgs) Handles DTM.RowFinishing
 ' User-definable script goes here -----------------

 ' -------------------------------------------------
 End Sub

 Sub DTM_RowFinished(ByVal dtmsource As Object, ByVal args As JobEventArgs) Handles DTM.RowFinished
 ' User-definable script goes here -----------------

 ' -------------------------------------------------
 End Sub

 Sub DTM_RowFailed(ByVal dtmsource As Object, ByVal args As JobEventArgs) Handles DTM.RowFailed
 ' User-definable script goes here -----------------

 ' -------------------------------------------------
 End Sub

 Sub DTM_Shutdown(ByVal dtmsource As Object, ByVal args As EventArgs) Handles DTM.Shutdown
 ' User-definable script goes here -----------------

 ' -------------------------------------------------
 End Sub
#End Region

end Module ' ImanamiExposedCode
