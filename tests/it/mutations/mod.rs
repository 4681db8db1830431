//! Single realistic mistakes in clean jobs: is each one reported, in the right place, and once?
//!
//! The tables stand one group a file. A mutant says what a reader expects: the rule that should speak,
//! how loud at least, and where one would look. `cargo test --test it mutations -- --nocapture` prints
//! how each group fares; what does not meet its expectation is printed with what was said instead.

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

/// One mistake.
pub(crate) struct Mutant(
    /// What somebody did wrong.
    pub &'static str,
    /// The clean file it happened in, below `fixtures/` and without its suffix.
    pub &'static str,
    /// How the file changes.
    pub Mutation,
    /// The rule that should speak; `a|b` where either is as good.
    pub &'static str,
    /// How bad it is at least.
    pub Severity,
    /// Where a reader would look: any of these. See [`edit::resolve`] for how places are written.
    pub &'static [&'static str],
);

/// Wherever the text changed, by line: for mistakes that no JSON Pointer can name.
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

/// What the tables need.
mod prelude {
    pub(crate) use joblint::diagnostic::Severity::{Error, Info, Warning};

    pub(crate) use super::edit::Mutation::{
        Append, Delete, Duplicate, Prepend, Rename, ReplaceInString, ReplaceText, Sequence, Set, SetString,
        Swap,
    };
    pub(crate) use super::{CHANGED_LINES, Mutant};
}

/// Of each hundred mutants, how many must be reported exactly where and as bad as they are.
const MIN_EXACT_PERCENT: usize = 95;
/// Of each hundred mutants, how many must give one diagnostic only.
const MIN_SINGLE_PERCENT: usize = 85;

#[test]
fn reports_each_mutation_once_at_its_location() {
    let mut all = Tally::default();
    let mut odd = String::new();
    println!("{}", Tally::HEADER);
    for (group, mutants) in GROUPS {
        let mut tally = Tally::default();
        for mutant in *mutants {
            let verdict = Verdict::evaluate(mutant);
            tally.add(&verdict);
            odd.push_str(&verdict.failure_message(mutant));
        }
        println!("{}", tally.row(group));
        all.add_all(&tally);
    }
    println!("{}\n{odd}", all.row("all"));
    assert!(all.mutants >= 250, "only {} mutants", all.mutants);
    assert_eq!(all.unknown_rule, 0, "mutants name a rule that does not exist");
    assert_eq!(all.missed, 0, "mistakes that nobody mentions:\n{odd}");
    assert!(all.exact * 100 >= all.checked() * MIN_EXACT_PERCENT, "too few where they are:\n{odd}");
    assert!(all.single * 100 >= all.checked() * MIN_SINGLE_PERCENT, "too much is said twice:\n{odd}");
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
fn names_are_unique() {
    let mut names: Vec<&str> = GROUPS.iter().flat_map(|(_, all)| all.iter().map(|mutant| mutant.0)).collect();
    names.sort_unstable();
    for pair in names.windows(2) {
        assert_ne!(pair[0], pair[1], "two mutants of one name");
    }
}
