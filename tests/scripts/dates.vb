Dim start As Date = #1/31/2024#
Dim ending As Date
If Date.TryParse(DTM.Source("End"), ending) AndAlso ending > start AndAlso ending < Now.AddDays(30) Then
    DTM.Result = DateDiff(DateInterval.Day, Today, ending)
Else
    DTM.Result = Format(Now, "yyyy-MM-dd")
End If
