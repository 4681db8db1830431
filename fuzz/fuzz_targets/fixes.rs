//! Applies the fixes for arbitrary text.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| joblint_testing::invariants::fix::fix_document(text));
