DTM.Result = "He said ""no""" & ":" & "'" & "C#; a == b && c" & """" & "" & """;"
