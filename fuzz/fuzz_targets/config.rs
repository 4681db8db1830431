//! Parses arbitrary text as `joblint.toml`, as an inventory and as a baseline.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| joblint_testing::invariants::languages::parse_configuration(text));
