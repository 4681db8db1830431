//! Resolution of overlaps between rules.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::text::Span;

use super::{Diagnostics, Rule, Subject};

/// Drops the diagnostics that are superseded.
///
/// Only diagnostics for which `shown` is true supersede others.
#[must_use]
pub fn resolve_overlaps(
    mut found: Diagnostics,
    rules: &[&Rule],
    shown: impl Fn(&Diagnostic) -> bool,
) -> Vec<Diagnostic> {
    if found.diagnostics.len() < 2 || found.subjects.is_empty() {
        return found.diagnostics;
    }
    let superseded_by: HashMap<&str, &[&str]> = rules
        .iter()
        .filter(|rule| !rule.superseded_by.is_empty())
        .map(|rule| (rule.name, rule.superseded_by))
        .collect();
    let mut reported: HashSet<(Subject, &str)> = HashSet::new();
    // Diagnostics from before the rules have no subjects: their marked bytes are compared.
    let mut marked: HashSet<(Span, &str)> = HashSet::new();
    for (index, subject) in &found.subjects {
        let diagnostic = &found.diagnostics[*index];
        if shown(diagnostic) {
            reported.insert((*subject, diagnostic.rule));
            marked.insert((diagnostic.span, diagnostic.rule));
        }
    }
    let mut is_pre_rule = vec![true; found.diagnostics.len()];
    found.subjects.iter().for_each(|(index, _)| is_pre_rule[*index] = false);
    let mut dropped = vec![false; found.diagnostics.len()];
    for (index, found) in found.diagnostics.iter().enumerate().filter(|(index, _)| is_pre_rule[*index]) {
        let better = superseded_by.get(found.rule).copied().unwrap_or_default();
        dropped[index] = better.iter().any(|rule| marked.contains(&(found.span, *rule)));
    }
    for (index, subject) in &found.subjects {
        let Some(better) = superseded_by.get(found.diagnostics[*index].rule) else { continue };
        dropped[*index] |= better.iter().any(|rule| reported.contains(&(*subject, *rule)));
    }
    let mut dropped = dropped.into_iter();
    found.diagnostics.retain(|_| !dropped.next().unwrap_or(false));
    found.diagnostics
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::json::NodeId;

    static GENERAL: Rule = rule("general", &["special"]);
    static SPECIAL: Rule = rule("special", &["expert"]);
    static EXPERT: Rule = rule("expert", &[]);

    const fn rule(name: &'static str, superseded_by: &'static [&'static str]) -> Rule {
        Rule { name, superseded_by, ..Rule::DEFAULT }
    }

    fn resolved_rules(found: &[(&'static Rule, &[Subject])]) -> Vec<&'static str> {
        let mut findings = Diagnostics::default();
        for (rule, subjects) in found {
            findings.push(Diagnostic::new(rule.name, rule.severity, Span::empty(0), ""));
            subjects.iter().for_each(|subject| findings.add_subject(*subject));
        }
        let shown = |found: &Diagnostic| found.severity > Severity::Info;
        resolve_overlaps(findings, &[&GENERAL, &SPECIAL, &EXPERT], shown)
            .iter()
            .map(|found| found.rule)
            .collect()
    }

    #[test]
    fn hidden_diagnostic_supersedes_nothing() {
        let mut findings = Diagnostics::default();
        for (rule, severity) in [(&GENERAL, Severity::Warning), (&SPECIAL, Severity::Info)] {
            findings.push(Diagnostic::new(rule.name, severity, Span::empty(0), ""));
            findings.add_subject(Subject::Value(NodeId(1)));
        }
        let left = resolve_overlaps(findings, &[&GENERAL, &SPECIAL], |found| found.severity > Severity::Info);
        assert_eq!(left.iter().map(|found| found.rule).collect::<Vec<_>>(), ["general", "special"]);
    }

    #[test]
    fn pre_rule_diagnostic_is_superseded_by_same_span() {
        let mut findings = Diagnostics::default();
        let general = |at| Diagnostic::new(GENERAL.name, GENERAL.severity, Span::new(at, 9), "");
        findings.extend([general(3), general(4)]);
        findings.push(Diagnostic::new(SPECIAL.name, SPECIAL.severity, Span::new(3, 9), ""));
        findings.add_subject(Subject::Value(NodeId(1)));
        let left = resolve_overlaps(findings, &[&GENERAL, &SPECIAL], |_| true);
        assert_eq!(
            left.iter().map(|found| (found.rule, found.span.start)).collect::<Vec<_>>(),
            [("general", 4), ("special", 3)]
        );
    }

    #[test]
    fn more_specific_rule_wins_in_any_order() {
        let [here, there] = [3, 4].map(|node| Subject::Value(NodeId(node)));
        let user = Subject::ObjectType { job: NodeId(0), number: 1 };
        assert_eq!(resolved_rules(&[(&GENERAL, &[here]), (&SPECIAL, &[here])]), ["special"]);
        assert_eq!(resolved_rules(&[(&SPECIAL, &[here]), (&GENERAL, &[here])]), ["special"]);
        assert_eq!(resolved_rules(&[(&SPECIAL, &[here]), (&GENERAL, &[there])]), ["special", "general"]);
        assert_eq!(resolved_rules(&[(&SPECIAL, &[here, user]), (&GENERAL, &[there, user])]), ["special"]);
        // A superseded diagnostic supersedes others nevertheless.
        assert_eq!(
            resolved_rules(&[(&GENERAL, &[here]), (&SPECIAL, &[here, user]), (&EXPERT, &[user])]),
            ["expert"]
        );
        assert_eq!(resolved_rules(&[(&GENERAL, &[here]), (&EXPERT, &[here])]), ["general", "expert"]);
    }
}
