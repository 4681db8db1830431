If DTM.Source("Status") = "Left" Then Call DTM.CancelRow() Else DTM.Result = DTM.Source("Status")
