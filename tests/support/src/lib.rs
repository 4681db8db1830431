//! Shared by tests, benchmarks, fuzz targets and examples of joblint.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, clippy::panic)]

pub mod generator;
pub mod invariants;
