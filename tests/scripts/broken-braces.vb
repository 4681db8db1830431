'! script-syntax 1:28 {
'! script-syntax 2:21 ;
if (DTM.Source("A") = "x") {
    DTM.Result = "y";
} else {
    DTM.Result = "z";
}
