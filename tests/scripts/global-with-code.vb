'! global
Option Strict Off
Imports System
Imports System.DirectoryServices

Module ImanamiExposedCode
    Public ActiveDirectoryTool As New Imanami.PowerTools.ActiveDirectoryTool()
    Private counter As Integer = 0

    Public ReadOnly Property Total As Integer
        Get
            Return counter
        End Get
    End Property
    Public Property Name As String = "x"

    <Obsolete("no")>
    Private Function Clean(ByVal text As String) As String
        If text Is Nothing Then Return ""
        Return text.Trim()
    End Function

    Sub DTM_RowFinished(ByVal dtmsource As Object, ByVal args As JobEventArgs) Handles DTM.RowFinished
        ActiveDirectoryTool.ConfigureFromDestination()
        ActiveDirectoryTool.ClearMemberships()
        Select Case Clean(DTM.Source("Dept"))
            Case "HR"
                ActiveDirectoryTool.AddToGroup("CN=HR,DC=example,DC=com")
        End Select
        counter += 1
    End Sub

    Private Class Cache
        Inherits Hashtable
        Public Event Changed As EventHandler
        Public Sub New()
            MyBase.New()
        End Sub
        Public Shared Operator +(a As Cache, b As Cache) As Cache
            Return a
        End Operator
    End Class
    Private Interface IThing
        Sub Run()
        Property Size As Integer
    End Interface
    Private Enum Kind
        One = 1
        Two
    End Enum
    Declare Function Beep Lib "kernel32" (f As Integer, d As Integer) As Boolean
    Delegate Sub Done(x As Integer)
end Module ' ImanamiExposedCode
