//! Applies arbitrary edits to an open document in the language server.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| joblint_testing::invariants::editing::edit_document(bytes));
