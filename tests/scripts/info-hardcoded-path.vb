'! script-hardcoded-path 1:31 "C:\Sync\names.txt"
DTM.Result = File.ReadAllText("C:\Sync\names.txt")
