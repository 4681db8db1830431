//! Mutation tests: each realistic mistake in a clean job is reported once, at the right location.
//!
//! There is one file of mutants for each group of rules. A mutant specifies the expected rule, its minimum severity and
//! the accepted locations. `cargo test --test it mutations -- --nocapture` prints statistics for each group, and the
//! findings of all mutants that do not meet their expectation.

mod collection;
mod edit;
mod fixing;
mod job;
mod mapping;
mod objects;
mod provider;
mod query;
mod schema;
mod script;
mod secrets;
mod settings;
mod syntax;
mod transform;
mod verdict;

use joblint::diagnostic::Severity;

use edit::Mutation;
use verdict::{Tally, Verdict};

/// A mistake and the expected finding.
pub(crate) struct Mutant(
    /// The name of the mistake.
    pub &'static str,
    /// The clean file, relative to `fixtures/` and without its extension.
    pub &'static str,
    /// The change of the file.
    pub Mutation,
    /// The expected rule, or alternatives as `a|b`.
    pub &'static str,
    /// The minimum severity.
    pub Severity,
    /// The accepted locations. For their syntax, see [`edit::resolve`].
    pub &'static [&'static str],
);

/// Accepts the changed lines, for mistakes without a JSON Pointer.
pub(crate) const CHANGED_LINES: &[&str] = &["@"];

const GROUPS: &[(&str, &[Mutant])] = &[
    ("syntax", syntax::MUTANTS),
    ("schema", schema::MUTANTS),
    ("mapping", mapping::MUTANTS),
    ("transform", transform::MUTANTS),
    ("secrets", secrets::MUTANTS),
    ("settings", settings::MUTANTS),
    ("provider", provider::MUTANTS),
    ("query", query::MUTANTS),
    ("objects", objects::MUTANTS),
    ("script", script::MUTANTS),
    ("job", job::MUTANTS),
    ("collection", collection::MUTANTS),
];

/// Imports for the files of mutants.
mod prelude {
    pub(crate) use joblint::diagnostic::Severity::{Error, Info, Warning};

    pub(crate) use super::edit::Mutation::{
        Append, Delete, Duplicate, Prepend, Rename, ReplaceInString, ReplaceText, Sequence, Set, SetString,
        Swap,
    };
    pub(crate) use super::{CHANGED_LINES, Mutant};
}

/// The minimum percentage of mutants that are reported with the expected rule, severity and location.
const MIN_EXACT_PERCENT: usize = 95;
/// The minimum percentage of mutants that produce only one diagnostic.
const MIN_SINGLE_PERCENT: usize = 85;

#[test]
fn reports_each_mutation_once_at_its_location() {
    let mut all = Tally::default();
    let mut failures = String::new();
    println!("{}", Tally::HEADER);
    for (group, mutants) in GROUPS {
        let mut tally = Tally::default();
        for mutant in *mutants {
            let verdict = Verdict::evaluate(mutant);
            tally.add(&verdict);
            failures.push_str(&verdict.failure_message(mutant));
        }
        println!("{}", tally.row(group));
        all.add_all(&tally);
    }
    println!("{}\n{failures}", all.row("all"));
    assert!(all.mutants >= 250, "only {} mutants", all.mutants);
    assert_eq!(all.unknown_rule, 0, "mutants expect a rule that does not exist");
    assert_eq!(all.missed, 0, "mutants are not reported:\n{failures}");
    assert!(
        all.exact * 100 >= all.checked() * MIN_EXACT_PERCENT,
        "too few mutants are reported as expected:\n{failures}"
    );
    assert!(
        all.single * 100 >= all.checked() * MIN_SINGLE_PERCENT,
        "too many mutants produce several diagnostics:\n{failures}"
    );
}

#[test]
fn every_mutant_applies() {
    let failed: Vec<&str> = GROUPS
        .iter()
        .flat_map(|(_, mutants)| *mutants)
        .filter(|mutant| std::panic::catch_unwind(|| Verdict::before_and_after(mutant)).is_err())
        .map(|mutant| mutant.0)
        .collect();
    assert_eq!(failed, [""; 0], "see the panics above");
}

#[test]
fn mutant_names_are_unique() {
    let mut names: Vec<&str> = GROUPS.iter().flat_map(|(_, all)| all.iter().map(|mutant| mutant.0)).collect();
    names.sort_unstable();
    for pair in names.windows(2) {
        assert_ne!(pair[0], pair[1], "two mutants have the same name");
    }
}
