//! Tests that the cost of each operation grows linearly with the size of the document.
//!
//! The tests count allocations, which are the same on every machine. For work that does not allocate, `scripts/scaling`
//! counts instructions: it runs the same shapes under callgrind through [`run_selected`].

#![allow(clippy::unwrap_used, clippy::panic)]

mod shapes;

use std::alloc::System;
use std::sync::Mutex;

use joblint::diagnostic::Applicability;
use joblint::fix::{apply_fixes, select_non_overlapping};
use joblint::json::{Tree, parse};
use joblint::linter::{FileOrigin, Linter, Scratch};
use joblint::report::{FileReport, Format, RenderOptions, Summary, create_reporter};
use shapes::SHAPES;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Prevents counting the allocations of other tests.
static MEASUREMENT_LOCK: Mutex<()> = Mutex::new(());

/// The measured operations.
const OPERATIONS: [&str; 4] = ["parse", "check", "fix", "report"];

/// The maximum factor for doubled input: `n log n` stays below it, quadratic growth has a factor of 4.
const MAX_GROWTH: f64 = 2.5;

const FORMATS: [Format; 8] = [
    Format::Rich,
    Format::Concise,
    Format::Json,
    Format::Jsonl,
    Format::Sarif,
    Format::Github,
    Format::Gitlab,
    Format::Junit,
];

fn run_operation(operation: &str, text: &str) {
    if operation == "parse" {
        return parse(text, &mut Tree::new());
    }
    let mut scratch = Scratch::default();
    let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut scratch);
    match operation {
        "check" => {}
        // A single round: the number of rounds is limited.
        "fix" => {
            let chosen = select_non_overlapping(&checked.diagnostics, Applicability::Unsafe);
            let _ = apply_fixes(text, chosen.iter().filter_map(|found| found.fix.as_ref()));
        }
        "report" => {
            let file = FileReport::new("job.json", text, checked.secrets(), &checked.diagnostics);
            let options = RenderOptions { color: true, unicode: true, width: 100, links: true };
            for format in FORMATS {
                let mut out = Vec::new();
                let mut report = create_reporter(format, options);
                report.file(&mut out, &file).unwrap();
                report.finish(&mut out, &Summary::default()).unwrap();
            }
        }
        unknown => panic!("unknown operation {unknown}"),
    }
}

fn count_allocations(operation: &str, text: &str) -> f64 {
    let region = Region::new(ALLOCATOR);
    run_operation(operation, text);
    let change = region.change();
    (change.allocations + change.reallocations) as f64
}

fn assert_linear_growth(operation: &str) {
    let _lock = MEASUREMENT_LOCK.lock();
    let mut failures = Vec::new();
    for shape in SHAPES {
        let divisor = if operation == "report" { 10 } else { 3 };
        let base = (shape.base / divisor).max(8);
        let texts = [1, 2, 4].map(|times| (shape.generate)(base * times));
        // Initialise lazily computed tables before counting.
        run_operation(operation, &texts[0]);
        let [one, two, four] = texts.map(|text| count_allocations(operation, &text));
        // Use differences, to exclude the constant cost of a document.
        let growth = (four - two) / (two - one).max(1.0);
        if growth > MAX_GROWTH && four - two > 200.0 {
            failures.push(format!("{}: {one}, {two}, {four} allocations", shape.name));
        }
    }
    assert!(
        failures.is_empty(),
        "the cost of {operation} grows faster than the input:\n{}",
        failures.join("\n")
    );
}

#[test]
fn parsing_grows_linearly() {
    assert_linear_growth("parse");
}

#[test]
fn checking_grows_linearly() {
    assert_linear_growth("check");
}

#[test]
fn fixing_grows_linearly() {
    assert_linear_growth("fix");
}

#[test]
fn reporting_grows_linearly() {
    assert_linear_growth("report");
}

/// Runs an operation on a shape for `scripts/scaling`, for example `JOBLINT_SCALING="check/4/rows"`.
#[test]
#[ignore = "only for scripts/scaling"]
fn run_selected() {
    let Ok(selected) = std::env::var("JOBLINT_SCALING") else { return };
    let mut parts = selected.splitn(3, '/');
    let (operation, times, name) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
    if operation == "list" {
        for shape in SHAPES {
            for operation in OPERATIONS {
                eprintln!("{operation}/{}", shape.name);
            }
        }
        return;
    }
    let shape = SHAPES.iter().find(|shape| shape.name == name).unwrap();
    run_operation(operation, &(shape.generate)(shape.base * times.parse::<usize>().unwrap()));
}
