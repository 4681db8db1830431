' If x Then
REM Sub Main()
Dim a = DTM.Source("A") ' don't "worry"
: ' nothing
If a = "" Then ' Then
    DTM.Result = "x" REM done
Else ' otherwise
    DTM.Result = a
End If ' End If
