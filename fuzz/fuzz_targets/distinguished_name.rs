//! Parses arbitrary text as a distinguished name and as a canonical name.

#![no_main]

#[path = "../../tests/properties/holds/mod.rs"]
mod holds;

libfuzzer_sys::fuzz_target!(|text: &str| holds::languages::naming(text));
