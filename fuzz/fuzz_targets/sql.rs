//! Parses arbitrary text as an SQL query.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| joblint_testing::invariants::languages::parse_query(text));
