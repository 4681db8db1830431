//! Checks arbitrary bytes as a file.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| joblint_testing::invariants::check::check_document(bytes));
