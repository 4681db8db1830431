//! Nothing that joblint does with a document takes more than about twice as long for twice as much.
//!
//! Counted are allocations, which are the same on every machine. Work that allocates nothing is counted in
//! instructions by `scripts/scaling`, which runs the same shapes under callgrind through [`one`].

#![allow(clippy::unwrap_used, clippy::panic)]

mod shapes;

use std::alloc::System;
use std::sync::Mutex;

use joblint::diagnostic::Applicability;
use joblint::fix::{apply_fixes, select_non_overlapping};
use joblint::json::{Tree, parse};
use joblint::linter::{FileOrigin, Linter, Scratch};
use joblint::report::{FileReport, Format, RenderOptions, RuleInfo, Summary, create_report};
use joblint::rules::RULES;
use shapes::SHAPES;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Allocations of other tests must not be counted.
static MEASUREMENT_LOCK: Mutex<()> = Mutex::new(());

/// What is done with a document.
const OPERATIONS: [&str; 4] = ["parse", "check", "fix", "report"];

/// How much more twice as much may cost: `n log n` stays below, a square is 4.
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

fn rule_info(name: &str) -> RuleInfo {
    let rule = RULES.iter().find(|rule| rule.name == name).unwrap();
    let (severity, summary, docs) = (rule.severity, rule.summary, rule.body());
    RuleInfo { group: rule.group.name(), url: String::new(), severity, summary, docs }
}

fn run_operation(what: &str, text: &str) {
    if what == "parse" {
        return parse(text, &mut Tree::new());
    }
    let mut scratch = Scratch::default();
    let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut scratch);
    match what {
        "check" => {}
        // One round: how many there are is bounded.
        "fix" => {
            let chosen = select_non_overlapping(&checked.diagnostics, Applicability::Unsafe);
            let _ = apply_fixes(text, chosen.iter().filter_map(|found| found.fix.as_ref()));
        }
        "report" => {
            let file = FileReport::new("job.json", text, checked.secrets(), &checked.diagnostics);
            let options = RenderOptions { color: true, unicode: true, width: 100, links: true };
            for format in FORMATS {
                let mut out = Vec::new();
                let mut report = create_report(format, options, &rule_info);
                report.file(&mut out, &file).unwrap();
                report.finish(&mut out, &Summary::default()).unwrap();
            }
        }
        other => panic!("{other}?"),
    }
}

fn count_allocations(what: &str, text: &str) -> f64 {
    let region = Region::new(ALLOCATOR);
    run_operation(what, text);
    let change = region.change();
    (change.allocations + change.reallocations) as f64
}

fn assert_linear_growth(what: &str) {
    let _alone = MEASUREMENT_LOCK.lock();
    let mut complaints = Vec::new();
    for shape in SHAPES {
        let share = if what == "report" { 10 } else { 3 };
        let base = (shape.base / share).max(8);
        let texts = [1, 2, 4].map(|times| (shape.generate)(base * times));
        // What is computed once is not counted.
        run_operation(what, &texts[0]);
        let [one, two, four] = texts.map(|text| count_allocations(what, &text));
        // What the first half costs is taken away: what is the same for every document does not hide the rest.
        let growth = (four - two) / (two - one).max(1.0);
        if growth > MAX_GROWTH && four - two > 200.0 {
            complaints.push(format!("{}: {one}, {two}, {four} allocations", shape.name));
        }
    }
    assert!(complaints.is_empty(), "{what} grows faster than what it is given:\n{}", complaints.join("\n"));
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

/// Does one piece of work, for `scripts/scaling`: `JOBLINT_SCALING="check/4/rows"`.
#[test]
#[ignore = "only for scripts/scaling"]
fn one() {
    let Ok(wanted) = std::env::var("JOBLINT_SCALING") else { return };
    let mut parts = wanted.splitn(3, '/');
    let (what, times, name) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
    if what == "list" {
        for shape in SHAPES {
            for what in OPERATIONS {
                eprintln!("{what}/{}", shape.name);
            }
        }
        return;
    }
    let shape = SHAPES.iter().find(|shape| shape.name == name).unwrap();
    run_operation(what, &(shape.generate)(shape.base * times.parse::<usize>().unwrap()));
}
