//! Parses arbitrary text as a distinguished name and as a canonical name.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| joblint_testing::invariants::languages::parse_distinguished_name(text));
