//! Parses arbitrary text as filter criteria.

#![no_main]

#[path = "../../tests/properties/holds/mod.rs"]
mod holds;

libfuzzer_sys::fuzz_target!(|text: &str| holds::languages::filtering(text));
