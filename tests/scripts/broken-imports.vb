'! script-forbidden 1:1 Imports
Imports System.Xml
Imports System.Data
DTM.Result = DTM.Source("A")
