//! Suppressed findings.

use globset::GlobMatcher;

use crate::diagnostic::Diagnostic;
use crate::text::Span;

use super::date::Date;

/// An entry of `[[suppressions]]`.
#[derive(Debug, Clone)]
pub struct Suppression {
    /// Matches paths relative to the folder of the configuration.
    pub matcher: GlobMatcher,
    /// The text of the glob.
    pub pattern: String,
    /// Name of the rule whose findings are suppressed.
    pub rule: &'static str,
    /// JSON Pointer of a value; only findings at or below the value are suppressed.
    pub pointer: Option<String>,
    /// Who accepted the finding, and why.
    pub reason: String,
    /// The last day on which the suppression applies.
    pub expires: Option<Date>,
    /// The location in the configuration file.
    pub span: Span,
}

impl Suppression {
    /// Whether `today` is after the expiry date.
    #[must_use]
    pub fn is_expired(&self, today: Option<Date>) -> bool {
        matches!((self.expires, today), (Some(last), Some(today)) if last < today)
    }

    /// Whether the suppression applies to a finding in a matching file.
    #[must_use]
    pub fn matches(&self, diagnostic: &Diagnostic) -> bool {
        self.rule == diagnostic.rule
            && self.pointer.as_deref().is_none_or(|pointer| {
                diagnostic
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
