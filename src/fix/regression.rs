//! Whether fixes leave a text better than it was.

use std::collections::HashMap;

use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::json::MAX_ERRORS;
use crate::rule::Group;
use crate::rules;
use crate::text::Secrets;

/// A text and what a check says of it.
pub(super) struct FixState {
    pub(super) text: String,
    pub(super) secrets: Secrets,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Why fixes are not applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Regression {
    /// What they mend is there as before, and would be mended for ever: it stands where nothing is read.
    NoProgress,
    NewErrors,
}

/// The harm that fixes do, if any. One of the syntax has to leave it less broken: guesses could else follow
/// one another for ever.
pub(super) fn find_regression(
    before: &FixState,
    after: &FixState,
    fixed: &[&Diagnostic],
) -> Option<Regression> {
    let mends_syntax = fixed.iter().any(|finding| finding.rule == "json-syntax");
    if mends_syntax && SyntaxErrorCount::of(after) >= SyntaxErrorCount::of(before)
        || adds_errors(&before.diagnostics, &after.diagnostics, fixed)
    {
        return Some(Regression::NewErrors);
    }
    makes_no_progress(&before.diagnostics, &after.diagnostics, fixed).then_some(Regression::NoProgress)
}

/// Whether the syntax is right.
pub(super) fn has_valid_syntax(state: &FixState) -> bool {
    SyntaxErrorCount::of(state).errors == 0
}

/// How broken the syntax is.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct SyntaxErrorCount {
    errors: usize,
    /// How much text stands behind the last mistake that was counted; 0 where all were.
    unparsed_len: usize,
}

impl SyntaxErrorCount {
    fn of(state: &FixState) -> Self {
        let mut of_syntax = state.diagnostics.iter().filter(|finding| finding.rule == "json-syntax");
        let last = of_syntax.next_back();
        let mistakes = of_syntax.count() + usize::from(last.is_some());
        let uncounted = last
            .filter(|_| mistakes >= MAX_ERRORS)
            .map(|last| state.text.len().saturating_sub(last.span.start as usize));
        Self { errors: mistakes, unparsed_len: uncounted.unwrap_or(0) }
    }
}

/// Whether one of the findings is there as often as before, in its place and in all.
fn makes_no_progress(before: &[Diagnostic], after: &[Diagnostic], fixed: &[&Diagnostic]) -> bool {
    type Count<'d> = HashMap<(&'static str, &'d str, Option<&'d str>), usize>;
    fn count(found: &[Diagnostic]) -> Count<'_> {
        let mut count = HashMap::new();
        for Diagnostic { rule, message, pointer, .. } in found {
            for pointer in [None, Some(pointer.as_str())] {
                *count.entry((*rule, message.as_str(), pointer)).or_default() += 1;
            }
        }
        count
    }
    let (before, after) = (count(before), count(after));
    fixed.iter().filter(|finding| finding.rule != "json-syntax").any(|finding| {
        [None, Some(finding.pointer.as_str())].into_iter().all(|pointer| {
            let key = (finding.rule, finding.message.as_str(), pointer);
            after.get(&key) >= before.get(&key)
        })
    })
}

/// Whether errors were added.
///
/// A fix of the syntax or the shape makes more of the document readable, so that mistakes behind it
/// come to light: such a fix answers for errors of its own stage and those before it only. So does an
/// unsafe fix, which may change what the job means: an object type with its right name is known to need
/// attributes. It answers for errors of its own rule, too. No fix answers for what gave way to the finding
/// that it mends: a value is held against its type once the type is known.
fn adds_errors(before: &[Diagnostic], after: &[Diagnostic], fixed: &[&Diagnostic]) -> bool {
    let stage = |rule: &str| match rules::find_rule(rule).map(|rule| rule.group) {
        Some(Group::Syntax) => 0,
        Some(Group::Schema) => 1,
        _ => 2,
    };
    let answers_for = fixed.iter().map(|finding| stage(finding.rule)).min().unwrap_or(2);
    let is_safe = |finding: &&Diagnostic| {
        finding.fix.as_ref().is_none_or(|fix| fix.applicability == Applicability::Safe)
    };
    let all_safe = fixed.iter().all(is_safe);
    let counts = |rule: &str| {
        let stage = stage(rule);
        let is_own = || fixed.iter().any(|fixed| fixed.rule == rule);
        let gave_way = || {
            let gives_way_to = rules::find_rule(rule).map_or(&[][..], |rule| rule.superseded_by);
            fixed.iter().any(|fixed| gives_way_to.contains(&fixed.rule))
        };
        stage <= answers_for && (all_safe || stage < 2 || is_own()) && !gave_way()
    };
    let errors = |found: &[Diagnostic]| {
        let mut count: HashMap<&'static str, usize> = HashMap::new();
        for finding in found.iter().filter(|finding| finding.severity == Severity::Error) {
            *count.entry(finding.rule).or_default() += 1;
        }
        count
    };
    let before = errors(before);
    // What is asked of a rule once must not be asked of each of its findings: there may be very many.
    let is_more = |rule: &str, count: usize| count > before.get(rule).copied().unwrap_or_default();
    errors(after).iter().any(|(rule, count)| is_more(rule, *count) && counts(rule))
}
