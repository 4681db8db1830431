//! What the rules found in one document, and which findings give way to others.
//!
//! One mistake is one finding. Where several rules see the same mistake, the most specific one
//! speaks: each rule names in [`Rule::gives_way_to`] the rules that know better, and what its
//! findings are about. A finding is dropped where a rule that knows better has one about the same
//! subject. Whether a rule is on, in which order they run, and which findings are dropped themselves
//! makes no difference.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::job::{NodeRef, SideName};
use crate::json::NodeId;
use crate::text::Span;

use super::Rule;

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A value of the document. Every finding is about the value that it marks, without saying so.
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

impl From<NodeRef<'_>> for Subject {
    fn from(value: NodeRef<'_>) -> Self {
        Self::Value(value.id())
    }
}

/// The findings of one document.
#[derive(Debug, Default)]
pub struct Diagnostics {
    diagnostics: Vec<Diagnostic>,
    /// What the findings of rules are about, with the finding's place in the list.
    subjects: Vec<(usize, Subject)>,
}

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds what comes before any rule runs.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.diagnostics.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Forgets all but the first `length`.
    pub fn truncate(&mut self, length: usize) {
        self.diagnostics.truncate(length);
        self.subjects.retain(|(index, _)| *index < length);
    }

    /// All of them, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.diagnostics.iter_mut()
    }

    pub(super) fn last_mut(&mut self) -> Option<&mut Diagnostic> {
        self.diagnostics.last_mut()
    }

    /// Says what the last finding is about.
    pub(super) fn add_subject(&mut self, subject: Subject) {
        if let Some(last) = self.diagnostics.len().checked_sub(1) {
            self.subjects.push((last, subject));
        }
    }

    /// Takes back what was said of the last finding.
    pub(super) fn clear_subjects(&mut self) {
        if let Some(last) = self.diagnostics.len().checked_sub(1) {
            while self.subjects.pop_if(|(index, _)| *index == last).is_some() {}
        }
    }

    /// The findings that are left when those of `rules` that give way are dropped.
    ///
    /// Only what will be `shown` is given way to.
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
        // What was found before any rule ran knows no values: it is about the bytes that it marks.
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
    use crate::rule::{Check, FixKind, Group};

    static GENERAL: Rule = rule("general", &["special"]);
    static SPECIAL: Rule = rule("special", &["expert"]);
    static EXPERT: Rule = rule("expert", &[]);

    const fn rule(name: &'static str, gives_way_to: &'static [&'static str]) -> Rule {
        Rule {
            name,
            group: Group::Mapping,
            severity: Severity::Error,
            fix: FixKind::None,
            superseded_by: gives_way_to,
            summary: "",
            page: "",
            check: Check::Builtin,
        }
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
        // What gives way itself still has its say about others.
        assert_eq!(
            resolved_rules(&[(&GENERAL, &[here]), (&SPECIAL, &[here, user]), (&EXPERT, &[user])]),
            ["expert"]
        );
        assert_eq!(resolved_rules(&[(&GENERAL, &[here]), (&EXPERT, &[here])]), ["general", "expert"]);
    }
}
