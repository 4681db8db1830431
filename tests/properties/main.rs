//! What holds of any input, over fixtures and seeds that were damaged at random. The same bodies are
//! the fuzz targets in `fuzz/`.
//!
//! `JOBLINT_CASES` sets how many are tried of each; the number here keeps the tests short.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod damage;
mod holds;
mod json;

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Once;

use damage::{damage, edit};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use walkdir::WalkDir;

thread_local! {
    /// Whether this thread tries a value: what it panics with is shown once, when it is small.
    static TRIES: Cell<bool> = const { Cell::new(false) };
}

/// Runs a property over any values of a strategy, always the same ones.
fn hold<S: Strategy>(cases: u32, strategy: &S, property: impl Fn(&S::Value)) {
    let cases = std::env::var("JOBLINT_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 3000, ..Config::default() };
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !TRIES.get() {
                loud(panic);
            }
        }));
    });
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let outcome = TestRunner::new_with_rng(config, rng).run(strategy, |value| {
        TRIES.set(true);
        let outcome = catch_unwind(AssertUnwindSafe(|| property(&value)));
        TRIES.set(false);
        outcome.map_err(|panic| {
            let words = panic.downcast_ref::<String>().cloned();
            let words = words.or_else(|| panic.downcast_ref::<&str>().map(|words| (*words).to_owned()));
            TestCaseError::fail(words.unwrap_or_default())
        })
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

/// The texts of all files below a folder of the repository, sorted by their path.
fn texts(folder: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = WalkDir::new(root).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    let files = files.filter(|entry| entry.file_type().is_file());
    files.map(|entry| String::from_utf8_lossy(&std::fs::read(entry.path()).unwrap()).into_owned()).collect()
}

/// One of some texts, damaged.
fn damaged(texts: Vec<String>, most: usize) -> impl Strategy<Value = String> {
    let edits = proptest::collection::vec(edit(), 0..most);
    (proptest::sample::select(texts), edits).prop_map(|(text, edits)| damage(&text, &edits))
}

fn jobs() -> Vec<String> {
    texts("fixtures")
}

/// Bytes that are shown as the text they nearly are.
struct Bytes(Vec<u8>);

impl std::fmt::Debug for Bytes {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "b\"{}\"", self.0.escape_ascii())
    }
}

/// Bytes, most of them from a text.
fn bytes(texts: Vec<String>) -> impl Strategy<Value = Bytes> {
    let head = proptest::collection::vec(any::<u8>(), 0..150);
    (head, damaged(texts, 3)).prop_map(|(mut head, text)| {
        head.extend(text.bytes().take(3000));
        Bytes(head)
    })
}

#[test]
fn checking() {
    hold(120, &damaged(jobs(), 5), |text| holds::check::checking(text.as_bytes()));
}

#[test]
fn what_fuzzing_found_about_fixes() {
    for text in [
        r#"{"jobCollectionInfo": {}, "jobs": [{"jobInfo": {"name""s U:ers"}}, {"jobInfo": {"name": "B"}}]}"#,
        r#"{"fieldsMap": [{"destinationField": "a", "objectType": 1}], "settings": [
            {"key": "Source.ProviderName", "value": "Microsoft Excel", "dataType": bSystem.String"},
            {"key": "Destination.ProviderName", "value": "Active Directory", "dataType": "System.String"}]}"#,
        "{\"objectsOption\": [{\"objectType\": 1}], \"settings\": [
            {\"key\": \"Destination.ProviderName\", \"value\": \"Active Directory\", \"dataType\": \"System.S\u{1}tring\"},
            {\"key\": \"Destination.Container\", \"value\": \"DC=example\", \"dataType\": \"System.String\"}]}",
    ] {
        holds::fixes::mending(text);
    }
}

#[test]
fn mending() {
    hold(60, &damaged(jobs(), 4), |text| holds::fixes::mending(text));
}

#[test]
fn reporting() {
    hold(400, &bytes(jobs()), |bytes| holds::reports::reporting(&bytes.0));
    hold(20, &damaged(jobs(), 4), |text| holds::reports::reporting_of(text.as_bytes()));
}

#[test]
fn editing() {
    hold(60, &bytes(jobs()), |bytes| holds::editing::editing(&bytes.0));
}

#[test]
fn transforming() {
    hold(3000, &damaged(texts("fuzz/seeds/transform"), 5), |text| holds::languages::transforming(text));
}

#[test]
fn filtering() {
    hold(3000, &damaged(texts("fuzz/seeds/filter"), 5), |text| holds::languages::filtering(text));
}

#[test]
fn querying() {
    hold(2000, &damaged(texts("fuzz/seeds/sql"), 5), |text| holds::languages::querying(text));
}

#[test]
fn naming() {
    hold(3000, &damaged(texts("fuzz/seeds/distinguished_name"), 5), |text| holds::languages::naming(text));
}

#[test]
fn scripting() {
    hold(500, &damaged(texts("tests/scripts"), 5), |text| holds::languages::scripting(text));
}

#[test]
fn configuring() {
    hold(1000, &damaged(texts("fuzz/seeds/config"), 5), |text| holds::languages::configuring(text));
}
