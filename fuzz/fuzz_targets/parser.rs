//! Parses arbitrary text as JSON and compares the result with `serde_json`.

#![no_main]

#[path = "../../tests/properties/holds/mod.rs"]
mod holds;

libfuzzer_sys::fuzz_target!(|text: &str| holds::json::parsing(text));
