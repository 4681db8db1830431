//! Compares the findings for a mutant with its expectation.

use std::fmt::Write as _;
use std::path::Path;

use joblint::diagnostic::{Diagnostic, Severity};
use joblint::json::{Document, Tree, parse};
use joblint::linter::{FileOrigin, Linter, Scratch};
use joblint::text::LineIndex;

use super::Mutant;
use super::edit::resolve;

/// The outcome for one mutant.
#[derive(Debug)]
pub(crate) struct Verdict {
    /// Whether an expected rule does not exist.
    has_unknown_rule: bool,
    /// Whether there is a finding with an expected rule, severity and location.
    is_exact: bool,
    /// Whether there is no new finding of at least the expected severity.
    is_missed: bool,
    /// Whether there are no other findings above severity info.
    is_single: bool,
    /// The new findings, one per line.
    output: String,
}

impl Verdict {
    /// Returns the clean and the changed text.
    pub(crate) fn before_and_after(mutant: &Mutant) -> (String, String) {
        let Mutant(name, fixture, change, ..) = mutant;
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/{fixture}.json"));
        let clean =
            std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {fixture}: {error}"));
        let text = change.apply(&clean);
        assert_ne!(clean, text, "{name}: nothing changed");
        (clean, text)
    }

    /// Creates the mutant and checks it.
    pub(crate) fn evaluate(mutant: &Mutant) -> Self {
        let Mutant(_, _, _, rules, severity, places) = mutant;
        let (clean, text) = Self::before_and_after(mutant);
        let before = lint(&clean);
        let found: Vec<Diagnostic> = lint(&text)
            .into_iter()
            .filter(|new| !before.iter().any(|old| is_same_finding(old, new)))
            .collect();
        let expected = ExpectedLocations::new(&clean, &text, places);
        let is_expected = |found: &&Diagnostic| {
            rules.split('|').any(|rule| rule == found.rule)
                && found.severity >= *severity
                && expected.contains(found)
        };
        let exact = found.iter().find(is_expected);
        let above_info = found.iter().filter(|found| found.severity > Severity::Info).count();
        let wanted = usize::from(exact.is_some_and(|found| found.severity > Severity::Info));
        Self {
            has_unknown_rule: rules.split('|').any(|rule| joblint::rules::find_rule(rule).is_none()),
            is_exact: exact.is_some(),
            is_missed: !found.iter().any(|found| found.severity >= *severity),
            is_single: above_info <= wanted.max(usize::from(*severity > Severity::Info)),
            output: found.iter().fold(String::new(), |mut output, found| {
                let Diagnostic { severity, rule, pointer, message, .. } = found;
                writeln!(output, "      {severity}[{rule}] {pointer}: {message}").expect("a string");
                output
            }),
        }
    }

    /// Describes an unmet expectation; empty if it is met.
    pub(crate) fn failure_message(&self, mutant: &Mutant) -> String {
        let Mutant(name, fixture, _, rules, severity, places) = mutant;
        let outcome = match self {
            _ if self.has_unknown_rule => return String::new(),
            Self { is_missed: true, .. } => "MISSED",
            Self { is_exact: false, .. } => "MISPLACED",
            Self { is_single: false, .. } => "NOT SINGLE",
            _ => return String::new(),
        };
        format!(
            "{outcome}: {name} ({fixture})\n   expected {severity}[{rules}] at {places:?}, found:\n{}",
            self.output
        )
    }
}

fn lint(text: &str) -> Vec<Diagnostic> {
    Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default()).diagnostics
}

fn is_same_finding(one: &Diagnostic, other: &Diagnostic) -> bool {
    (one.rule, one.severity, &one.message, &one.pointer)
        == (other.rule, other.severity, &other.message, &other.pointer)
}

/// The accepted locations of a finding.
struct ExpectedLocations {
    pointers: Vec<String>,
    /// The first and last changed line, if changed lines are accepted.
    lines: Option<(LineIndex, u32, u32)>,
}

impl ExpectedLocations {
    /// Resolves the places in the changed text, or in the clean text if they do not exist there.
    fn new(clean: &str, text: &str, places: &[&str]) -> Self {
        let pointer = |text: &str, place: &str| {
            let mut tree = Tree::new();
            parse(text, &mut tree);
            let document = Document::new(text, &tree);
            resolve(&document, place).map(|found| document.pointer(found))
        };
        let pointers = places
            .iter()
            .filter(|place| **place != "@")
            .map(|place| {
                pointer(text, place).or_else(|| pointer(clean, place)).unwrap_or_else(|| (*place).to_owned())
            })
            .collect();
        let lines = places.contains(&"@").then(|| {
            let same = |left: &u8, right: &u8| left == right;
            let start = clean.bytes().zip(text.bytes()).take_while(|(a, b)| same(a, b)).count();
            let end = clean.bytes().rev().zip(text.bytes().rev()).take_while(|(a, b)| same(a, b)).count();
            let end = text.len().saturating_sub(end).max(start);
            let index = LineIndex::new(text);
            let line = |at: usize| index.line_of(u32::try_from(at).expect("a small file"));
            let (first, last) = (line(start), line(end));
            (index, first, last)
        });
        Self { pointers, lines }
    }

    fn contains(&self, found: &Diagnostic) -> bool {
        let is_on_changed_line = self.lines.as_ref().is_some_and(|(index, first, last)| {
            index.line_of(found.span.start) <= *last && *first <= index.line_of(found.span.end)
        });
        is_on_changed_line || self.pointers.contains(&found.pointer)
    }
}

/// The statistics of a group.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) mutants: usize,
    /// Mutants whose rule does not exist.
    pub(crate) unknown_rule: usize,
    pub(crate) exact: usize,
    pub(crate) misplaced: usize,
    pub(crate) missed: usize,
    pub(crate) single: usize,
}

impl Tally {
    pub(crate) const HEADER: &str = "group       mutants  exact  misplaced  missed  single  unknown rule";

    /// Returns the number of mutants whose rule exists.
    pub(crate) fn checked(&self) -> usize {
        self.mutants - self.unknown_rule
    }

    pub(crate) fn add(&mut self, verdict: &Verdict) {
        self.mutants += 1;
        if verdict.has_unknown_rule {
            self.unknown_rule += 1;
            return;
        }
        self.exact += usize::from(verdict.is_exact);
        self.missed += usize::from(verdict.is_missed);
        self.misplaced += usize::from(!verdict.is_exact && !verdict.is_missed);
        self.single += usize::from(verdict.is_single);
    }

    pub(crate) fn add_all(&mut self, other: &Self) {
        self.mutants += other.mutants;
        self.unknown_rule += other.unknown_rule;
        self.exact += other.exact;
        self.misplaced += other.misplaced;
        self.missed += other.missed;
        self.single += other.single;
    }

    pub(crate) fn row(&self, name: &str) -> String {
        let Self { mutants, unknown_rule, exact, misplaced, missed, single } = self;
        format!(
            "{name:<10} {mutants:>8} {exact:>6} {misplaced:>10} {missed:>7} {single:>7} {unknown_rule:>13}"
        )
    }
}
