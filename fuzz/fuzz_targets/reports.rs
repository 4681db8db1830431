//! Renders arbitrary findings in arbitrary text in every format.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| joblint_testing::invariants::report::report_arbitrary_findings(bytes));
