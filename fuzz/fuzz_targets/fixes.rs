//! Applies the fixes for arbitrary text.

#![no_main]

#[path = "../../tests/properties/holds/mod.rs"]
mod holds;

libfuzzer_sys::fuzz_target!(|text: &str| holds::fixes::mending(text));
