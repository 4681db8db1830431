//! Applies arbitrary edits to an open document in the language server.

#![no_main]

#[path = "../../tests/properties/holds/mod.rs"]
mod holds;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| holds::editing::editing(bytes));
