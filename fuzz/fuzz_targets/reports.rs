//! Renders arbitrary findings in arbitrary text in every format.

#![no_main]

#[path = "../../tests/properties/holds/mod.rs"]
mod holds;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| holds::reports::reporting(bytes));
