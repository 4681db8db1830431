//! Empty: the package only contains a benchmark.
