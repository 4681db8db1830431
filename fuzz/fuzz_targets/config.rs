//! Any text as `joblint.toml`, an inventory or a baseline.

#![no_main]

#[path = "../../tests/properties/holds/mod.rs"]
mod holds;

libfuzzer_sys::fuzz_target!(|text: &str| holds::languages::configuring(text));
