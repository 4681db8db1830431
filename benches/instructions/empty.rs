//! Nothing: the package is for its benchmark.
