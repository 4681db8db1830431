//! Detection of fixes that make a text worse.

use std::collections::HashMap;

use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::json::MAX_ERRORS;
use crate::rule::Group;
use crate::rules;

use super::checked_text::CheckedText;

/// Why fixes are not applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Regression {
    /// A fixed finding is still there, and would be fixed again forever: the edited text is never read.
    NoProgress,
    NewErrors,
}

/// Returns the regression that fixes cause, if any. A fix of a syntax error must reduce the number of syntax
/// errors: otherwise guesses could follow one another forever.
pub(super) fn find_regression(
    before: CheckedText<'_>,
    after: CheckedText<'_>,
    fixed: &[&Diagnostic],
) -> Option<Regression> {
    let fixes_syntax = fixed.iter().any(|finding| is_json_syntax(finding));
    if fixes_syntax && SyntaxErrorCount::of(after) >= SyntaxErrorCount::of(before)
        || adds_errors(before.diagnostics, after.diagnostics, fixed)
    {
        return Some(Regression::NewErrors);
    }
    makes_no_progress(before.diagnostics, after.diagnostics, fixed).then_some(Regression::NoProgress)
}

pub(super) fn has_valid_syntax(state: CheckedText<'_>) -> bool {
    SyntaxErrorCount::of(state).errors == 0
}

fn is_json_syntax(finding: &Diagnostic) -> bool {
    finding.rule == rules::syntax::json_syntax::RULE.name
}

/// The number of syntax errors, ordered by severity of the damage.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct SyntaxErrorCount {
    errors: usize,
    /// The length of the text after the last error if the parser's limit was reached; otherwise 0.
    unparsed_len: usize,
}

impl SyntaxErrorCount {
    fn of(state: CheckedText<'_>) -> Self {
        let mut syntax_errors = state.diagnostics.iter().filter(|finding| is_json_syntax(finding));
        let last = syntax_errors.next_back();
        let errors = syntax_errors.count() + usize::from(last.is_some());
        let unparsed_len = last
            .filter(|_| errors >= MAX_ERRORS)
            .map(|last| state.file.text().len().saturating_sub(last.span.start as usize));
        Self { errors, unparsed_len: unparsed_len.unwrap_or(0) }
    }
}

/// Whether one of the fixed findings occurs as often as before, both at its pointer and in the whole text.
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
    fixed.iter().filter(|finding| !is_json_syntax(finding)).any(|finding| {
        [None, Some(finding.pointer.as_str())].into_iter().all(|pointer| {
            let key = (finding.rule, finding.message.as_str(), pointer);
            after.get(&key) >= before.get(&key)
        })
    })
}

/// Whether the fixes added errors that they are responsible for.
///
/// A fix of the syntax or of the schema makes more of the document readable, which reveals further errors: it is
/// only responsible for errors of its own stage and of earlier ones. An unsafe fix may change the meaning of the
/// job (an object type with its correct name may require attributes): it is only responsible for errors of its
/// own rule and of earlier stages. No fix is responsible for errors that were superseded by the fixed finding: a
/// value is checked against its type once the type is known.
fn adds_errors(before: &[Diagnostic], after: &[Diagnostic], fixed: &[&Diagnostic]) -> bool {
    let stage = |rule: &str| match rules::find_rule(rule).map(|rule| rule.group) {
        Some(Group::Syntax) => 0,
        Some(Group::Schema) => 1,
        _ => 2,
    };
    let max_stage = fixed.iter().map(|finding| stage(finding.rule)).min().unwrap_or(2);
    let is_safe = |finding: &&Diagnostic| {
        finding.fix.as_ref().is_none_or(|fix| fix.applicability == Applicability::Safe)
    };
    let all_safe = fixed.iter().all(is_safe);
    let is_responsible = |rule: &str| {
        let stage = stage(rule);
        let is_own_rule = || fixed.iter().any(|fixed| fixed.rule == rule);
        let was_superseded = || {
            let superseded_by = rules::find_rule(rule).map_or(&[][..], |rule| rule.superseded_by);
            fixed.iter().any(|fixed| superseded_by.contains(&fixed.rule))
        };
        stage <= max_stage && (all_safe || stage < 2 || is_own_rule()) && !was_superseded()
    };
    let errors = |found: &[Diagnostic]| {
        let mut count: HashMap<&'static str, usize> = HashMap::new();
        for finding in found.iter().filter(|finding| finding.severity == Severity::Error) {
            *count.entry(finding.rule).or_default() += 1;
        }
        count
    };
    let before = errors(before);
    // Responsibility is decided once per rule, since a rule may have very many findings.
    let is_more = |rule: &str, count: usize| count > before.get(rule).copied().unwrap_or_default();
    errors(after).iter().any(|(rule, count)| is_more(rule, *count) && is_responsible(rule))
}
