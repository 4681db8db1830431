//! Parses arbitrary text as filter criteria.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| joblint_testing::invariants::languages::parse_filter(text));
