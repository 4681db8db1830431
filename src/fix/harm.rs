//! Whether fixes leave a text better than it was.

use std::collections::HashMap;

use crate::diagnostic::{Applicability, Diagnostic, Severity};
use crate::rule::Group;
use crate::rules;

/// Why fixes are not applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Harm {
    /// What they mend is there as before, and would be mended for ever: it stands where nothing is read.
    Idle,
    AddsErrors,
}

/// The harm that fixes do, if any. One of the syntax has to leave fewer mistakes in it: guesses could else
/// follow one another for ever.
pub(super) fn harm(before: &[Diagnostic], after: &[Diagnostic], fixed: &[&Diagnostic]) -> Option<Harm> {
    let mends_syntax = fixed.iter().any(|finding| finding.rule == "json-syntax");
    if mends_syntax && syntax_mistakes(after) >= syntax_mistakes(before) || is_worse(before, after, fixed) {
        return Some(Harm::AddsErrors);
    }
    is_idle(before, after, fixed).then_some(Harm::Idle)
}

/// Whether one of the findings is there as often as before, in its place and in all.
fn is_idle(before: &[Diagnostic], after: &[Diagnostic], fixed: &[&Diagnostic]) -> bool {
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

pub(super) fn syntax_mistakes(found: &[Diagnostic]) -> usize {
    found.iter().filter(|finding| finding.rule == "json-syntax").count()
}

/// Whether errors were added.
///
/// A fix of the syntax or the shape makes more of the document readable, so that mistakes behind it
/// come to light: such a fix answers for errors of its own stage and those before it only. So does an
/// unsafe fix, which may change what the job means: an object type with its right name is known to need
/// attributes. It answers for errors of its own rule, too. No fix answers for what gave way to the finding
/// that it mends: a value is held against its type once the type is known.
fn is_worse(before: &[Diagnostic], after: &[Diagnostic], fixed: &[&Diagnostic]) -> bool {
    let stage = |rule: &str| match rules::find(rule).map(|rule| rule.group) {
        Some(Group::Syntax) => 0,
        Some(Group::Schema) => 1,
        _ => 2,
    };
    let answers_for = fixed.iter().map(|finding| stage(finding.rule)).min().unwrap_or(2);
    let is_safe = |finding: &&Diagnostic| {
        finding.fix.as_ref().is_none_or(|fix| fix.applicability == Applicability::Safe)
    };
    let all_safe = fixed.iter().all(is_safe);
    let counts = |finding: &Diagnostic| {
        let stage = stage(finding.rule);
        let is_own = || fixed.iter().any(|fixed| fixed.rule == finding.rule);
        let gave_way = || {
            let gives_way_to = rules::find(finding.rule).map_or(&[][..], |rule| rule.gives_way_to);
            fixed.iter().any(|fixed| gives_way_to.contains(&fixed.rule))
        };
        stage <= answers_for && (all_safe || stage < 2 || is_own()) && !gave_way()
    };
    let errors = |found: &[Diagnostic]| {
        let mut count: HashMap<&'static str, usize> = HashMap::new();
        for finding in found {
            if finding.severity == Severity::Error && counts(finding) {
                *count.entry(finding.rule).or_default() += 1;
            }
        }
        count
    };
    let before = errors(before);
    errors(after).iter().any(|(rule, count)| *count > before.get(rule).copied().unwrap_or_default())
}
