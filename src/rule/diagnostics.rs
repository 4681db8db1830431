//! The diagnostics of one document, and the resolution of overlaps between rules.
//!
//! One mistake is one diagnostic. If several rules detect the same mistake, only the most specific one
//! reports it: a rule lists the more specific rules in [`Rule::superseded_by`], and its diagnostics have
//! subjects. A diagnostic is dropped if a more specific rule reports the same subject. Neither the order
//! of rules nor whether the superseding diagnostic is dropped itself makes a difference.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::job::{Job, NodeRef, Side, SideName};
use crate::json::NodeId;
use crate::text::Span;

use super::Rule;

/// The thing that a diagnostic is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A value of the document. The marked value is always a subject unless the subjects are cleared.
    Value(NodeId),
    /// An object type of a job.
    ObjectType {
        /// The job.
        job: NodeId,
        /// Number of the object type.
        number: i64,
    },
    /// The source or the destination of a job.
    Side {
        /// The job.
        job: NodeId,
        /// Which side.
        side: SideName,
    },
}

impl Subject {
    /// An object type of a job, by its number.
    #[allow(dead_code)]
    pub(crate) fn object_type(job: &Job<'_>, number: i64) -> Self {
        Self::ObjectType { job: job.value.id(), number }
    }
}

impl From<&Side<'_, '_>> for Subject {
    fn from(side: &Side<'_, '_>) -> Self {
        Self::Side { job: side.job, side: side.name }
    }
}

impl From<NodeRef<'_>> for Subject {
    fn from(value: NodeRef<'_>) -> Self {
        Self::Value(value.id())
    }
}

/// The diagnostics of one document.
#[derive(Debug, Default)]
pub struct Diagnostics {
    diagnostics: Vec<Diagnostic>,
    /// The subjects of diagnostics, each with the index of its diagnostic. Diagnostics from before the rules
    /// have none.
    subjects: Vec<(usize, Subject)>,
}

impl Diagnostics {
    /// Adds a diagnostic without a subject.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds diagnostics without subjects.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// The number of diagnostics.
    #[must_use]
    pub fn len(&self) -> usize {
        self.diagnostics.len()
    }

    /// Whether there are no diagnostics.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Removes all but the first `length` diagnostics.
    pub fn truncate(&mut self, length: usize) {
        self.diagnostics.truncate(length);
        self.subjects.retain(|(index, _)| *index < length);
    }

    /// Iterates over the diagnostics.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.diagnostics.iter_mut()
    }

    pub(super) fn last_mut(&mut self) -> Option<&mut Diagnostic> {
        self.diagnostics.last_mut()
    }

    /// Adds a subject to the last diagnostic.
    pub(super) fn add_subject(&mut self, subject: Subject) {
        if let Some(last) = self.diagnostics.len().checked_sub(1) {
            self.subjects.push((last, subject));
        }
    }

    /// Removes the subjects of the last diagnostic.
    pub(super) fn clear_subjects(&mut self) {
        if let Some(last) = self.diagnostics.len().checked_sub(1) {
            while self.subjects.pop_if(|(index, _)| *index == last).is_some() {}
        }
    }

    /// Drops the diagnostics that are superseded.
    ///
    /// Only diagnostics for which `shown` is true supersede others.
    #[must_use]
    pub fn resolve_overlaps(
        mut self,
        rules: &[&Rule],
        shown: impl Fn(&Diagnostic) -> bool,
    ) -> Vec<Diagnostic> {
        if self.diagnostics.len() < 2 || self.subjects.is_empty() {
            return self.diagnostics;
        }
        let superseded_by: HashMap<&str, &[&str]> = rules
            .iter()
            .filter(|rule| !rule.superseded_by.is_empty())
            .map(|rule| (rule.name, rule.superseded_by))
            .collect();
        let mut reported: HashSet<(Subject, &str)> = HashSet::new();
        // Diagnostics from before the rules have no subjects: their marked bytes are compared.
        let mut marked: HashSet<(Span, &str)> = HashSet::new();
        for (index, subject) in &self.subjects {
            let diagnostic = &self.diagnostics[*index];
            if shown(diagnostic) {
                reported.insert((*subject, diagnostic.rule));
                marked.insert((diagnostic.span, diagnostic.rule));
            }
        }
        let mut is_pre_rule = vec![true; self.diagnostics.len()];
        self.subjects.iter().for_each(|(index, _)| is_pre_rule[*index] = false);
        let mut dropped = vec![false; self.diagnostics.len()];
        for (index, found) in self.diagnostics.iter().enumerate().filter(|(index, _)| is_pre_rule[*index]) {
            let better = superseded_by.get(found.rule).copied().unwrap_or_default();
            dropped[index] = better.iter().any(|rule| marked.contains(&(found.span, *rule)));
        }
        for (index, subject) in &self.subjects {
            let Some(better) = superseded_by.get(self.diagnostics[*index].rule) else { continue };
            dropped[*index] |= better.iter().any(|rule| reported.contains(&(*subject, *rule)));
        }
        let mut dropped = dropped.into_iter();
        self.diagnostics.retain(|_| !dropped.next().unwrap_or(false));
        self.diagnostics
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;

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
        findings
            .resolve_overlaps(&[&GENERAL, &SPECIAL, &EXPERT], shown)
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
        let left = findings.resolve_overlaps(&[&GENERAL, &SPECIAL], |found| found.severity > Severity::Info);
        assert_eq!(left.iter().map(|found| found.rule).collect::<Vec<_>>(), ["general", "special"]);
    }

    #[test]
    fn pre_rule_diagnostic_is_superseded_by_same_span() {
        let mut findings = Diagnostics::default();
        let general = |at| Diagnostic::new(GENERAL.name, GENERAL.severity, Span::new(at, 9), "");
        findings.extend([general(3), general(4)]);
        findings.push(Diagnostic::new(SPECIAL.name, SPECIAL.severity, Span::new(3, 9), ""));
        findings.add_subject(Subject::Value(NodeId(1)));
        let left = findings.resolve_overlaps(&[&GENERAL, &SPECIAL], |_| true);
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
