//! Parses arbitrary text as JSON and compares the result with `serde_json`.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| joblint_testing::invariants::json::parse_document(text));
