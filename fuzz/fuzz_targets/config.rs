//! Parses arbitrary text as `joblint.toml`, as an inventory and as a baseline.

#![no_main]

#[path = "../../tests/properties/holds/mod.rs"]
mod holds;

libfuzzer_sys::fuzz_target!(|text: &str| holds::languages::configuring(text));
