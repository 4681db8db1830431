//! Checks the invariants of `joblint_testing` on randomly damaged fixtures and fuzz inputs. The fuzz targets
//! check the same invariants.
//!
//! `JOBLINT_CASES` sets the number of cases per property.

mod damage;
mod json;

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Once;

use damage::{apply_edits, edit_strategy};
use joblint_testing::invariants;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use walkdir::WalkDir;

thread_local! {
    /// Whether this thread runs a property. Its panics are not printed: only the minimised case is reported.
    static IN_PROPERTY: Cell<bool> = const { Cell::new(false) };
}

/// Runs a property on values of a strategy. Every run uses the same values.
fn check_property<S: Strategy>(cases: u32, strategy: &S, property: impl Fn(&S::Value)) {
    let cases = std::env::var("JOBLINT_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 3000, ..Config::default() };
    static HOOK_INSTALLED: Once = Once::new();
    HOOK_INSTALLED.call_once(|| {
        let default_hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !IN_PROPERTY.get() {
                default_hook(panic);
            }
        }));
    });
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let outcome = TestRunner::new_with_rng(config, rng).run(strategy, |value| {
        IN_PROPERTY.set(true);
        let outcome = catch_unwind(AssertUnwindSafe(|| property(&value)));
        IN_PROPERTY.set(false);
        outcome.map_err(|panic| {
            let message = panic.downcast_ref::<String>().cloned();
            let message = message.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            TestCaseError::fail(message.unwrap_or_default())
        })
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

/// Reads all files below a folder of the repository, sorted by path.
fn read_texts(folder: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = WalkDir::new(root).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    let files = files.filter(|entry| entry.file_type().is_file());
    files.map(|entry| String::from_utf8_lossy(&std::fs::read(entry.path()).unwrap()).into_owned()).collect()
}

/// Generates damaged copies of the texts, with fewer than `max_edits` edits each.
fn damaged_texts(texts: Vec<String>, max_edits: usize) -> impl Strategy<Value = String> {
    let edits = proptest::collection::vec(edit_strategy(), 0..max_edits);
    (proptest::sample::select(texts), edits).prop_map(|(text, edits)| apply_edits(&text, &edits))
}

fn job_texts() -> Vec<String> {
    read_texts("fixtures")
}

/// Bytes whose debug output is a byte string literal.
struct Bytes(Vec<u8>);

impl std::fmt::Debug for Bytes {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "b\"{}\"", self.0.escape_ascii())
    }
}

/// Generates arbitrary bytes followed by a damaged text.
fn damaged_bytes(texts: Vec<String>) -> impl Strategy<Value = Bytes> {
    let head = proptest::collection::vec(any::<u8>(), 0..150);
    (head, damaged_texts(texts, 3)).prop_map(|(mut head, text)| {
        head.extend(text.bytes().take(3000));
        Bytes(head)
    })
}

#[test]
fn checks_damaged_jobs() {
    check_property(120, &damaged_texts(job_texts(), 5), |text| {
        invariants::check::check_document(text.as_bytes());
    });
}

#[test]
fn fix_regressions_found_by_fuzzing() {
    for text in [
        r#"{"jobCollectionInfo": {}, "jobs": [{"jobInfo": {"name""s U:ers"}}, {"jobInfo": {"name": "B"}}]}"#,
        r#"{"fieldsMap": [{"destinationField": "a", "objectType": 1}], "settings": [
            {"key": "Source.ProviderName", "value": "Microsoft Excel", "dataType": bSystem.String"},
            {"key": "Destination.ProviderName", "value": "Active Directory", "dataType": "System.String"}]}"#,
        "{\"objectsOption\": [{\"objectType\": 1}], \"settings\": [
            {\"key\": \"Destination.ProviderName\", \"value\": \"Active Directory\", \"dataType\": \"System.S\u{1}tring\"},
            {\"key\": \"Destination.Container\", \"value\": \"DC=example\", \"dataType\": \"System.String\"}]}",
    ] {
        invariants::fix::fix_document(text);
    }
}

#[test]
fn fixes_damaged_jobs() {
    check_property(60, &damaged_texts(job_texts(), 4), |text| invariants::fix::fix_document(text));
}

#[test]
fn reports_damaged_jobs() {
    check_property(400, &damaged_bytes(job_texts()), |bytes| {
        invariants::report::report_arbitrary_findings(&bytes.0);
    });
    check_property(20, &damaged_texts(job_texts(), 4), |text| {
        invariants::report::report_document(text.as_bytes());
    });
}

#[test]
fn edited_document_equals_opened_document() {
    check_property(60, &damaged_bytes(job_texts()), |bytes| invariants::editing::edit_document(&bytes.0));
}

#[test]
fn parses_damaged_transforms() {
    check_property(3000, &damaged_texts(read_texts("fuzz/corpus/transform"), 5), |text| {
        invariants::languages::parse_transform(text);
    });
}

#[test]
fn parses_damaged_filters() {
    check_property(3000, &damaged_texts(read_texts("fuzz/corpus/filter"), 5), |text| {
        invariants::languages::parse_filter(text);
    });
}

#[test]
fn parses_damaged_queries() {
    check_property(2000, &damaged_texts(read_texts("fuzz/corpus/sql"), 5), |text| {
        invariants::languages::parse_query(text);
    });
}

#[test]
fn parses_damaged_distinguished_names() {
    check_property(3000, &damaged_texts(read_texts("fuzz/corpus/distinguished_name"), 5), |text| {
        invariants::languages::parse_distinguished_name(text);
    });
}

#[test]
fn parses_damaged_scripts() {
    check_property(500, &damaged_texts(read_texts("tests/scripts"), 5), |text| {
        invariants::languages::parse_script(text);
    });
}

#[test]
fn parses_damaged_configurations() {
    check_property(1000, &damaged_texts(read_texts("fuzz/corpus/config"), 5), |text| {
        invariants::languages::parse_configuration(text);
    });
}
