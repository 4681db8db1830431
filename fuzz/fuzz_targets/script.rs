//! Parses arbitrary text as a script.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| joblint_testing::invariants::languages::parse_script(text));
