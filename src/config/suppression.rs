//! Findings that a team has agreed on.

use globset::GlobMatcher;

use crate::diagnostic::Diagnostic;
use crate::text::Span;

use super::date::Date;

/// One `[[suppressions]]` table.
#[derive(Debug, Clone)]
pub struct Suppression {
    /// The files it is for, by their path from the configuration's folder.
    pub matcher: GlobMatcher,
    /// The same as it was written.
    pub pattern: String,
    /// The rule it silences.
    pub rule: &'static str,
    /// The value it is for, as a JSON Pointer; any, where it is left out. A finding below it counts.
    pub pointer: Option<String>,
    /// Who agreed to it, and why.
    pub reason: String,
    /// The last day it holds.
    pub expires: Option<Date>,
    /// Its place in the configuration file.
    pub span: Span,
}

impl Suppression {
    /// Whether its last day is over.
    #[must_use]
    pub fn is_expired(&self, today: Option<Date>) -> bool {
        matches!((self.expires, today), (Some(last), Some(today)) if last < today)
    }

    /// Whether it silences a finding in a file that it is for.
    #[must_use]
    pub fn matches(&self, finding: &Diagnostic) -> bool {
        self.rule == finding.rule
            && self.pointer.as_deref().is_none_or(|pointer| {
                finding
                    .pointer
                    .strip_prefix(pointer)
                    .is_some_and(|below| below.is_empty() || below.starts_with('/') || pointer.is_empty())
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;

    #[test]
    fn pointer_matches_descendants() {
        let matches = |pointer: Option<&str>, found: &str| {
            let suppression = Suppression {
                matcher: globset::Glob::new("*").unwrap().compile_matcher(),
                pattern: "*".to_owned(),
                rule: "rule",
                pointer: pointer.map(str::to_owned),
                reason: "agreed".to_owned(),
                expires: None,
                span: Span::empty(0),
            };
            let mut finding = Diagnostic::new("rule", Severity::Error, Span::empty(0), "");
            finding.pointer = found.to_owned();
            suppression.matches(&finding)
        };
        assert!(matches(None, "/fieldsMap/1"));
        assert!(matches(Some("/fieldsMap"), "/fieldsMap/1/isKey"));
        assert!(matches(Some("/fieldsMap/1"), "/fieldsMap/1"));
        assert!(!matches(Some("/fieldsMap/1"), "/fieldsMap/10"));
        assert!(!matches(Some("/fieldsMap/1/isKey"), "/fieldsMap/1"));
        assert!(matches(Some(""), "/anything"));
    }
}
