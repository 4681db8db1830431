//! The interface between a rule and the linter.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Severity};
use crate::inventory::Inventory;
use crate::job::NodeRef;
use crate::json::{Document, NodeKind};
use crate::source::ParsedFile;
use crate::text::{Secrets, Span, truncate};

use super::{DiagnosticBuilder, Diagnostics, Location, RuleHandle, RuleOption, RuleSettings, Subject};

/// Passed to each rule: reports diagnostics and gives access to options, inventory and secrets.
pub struct RuleContext<'r, 'd> {
    file: &'r ParsedFile<'r>,
    document: &'d Document<'d>,
    rule: RuleHandle,
    options: LintOptions<'r>,
    diagnostics: &'r mut Diagnostics,
}

/// The settings of a run that rules depend on.
#[derive(Debug, Clone, Copy)]
pub struct LintOptions<'r> {
    /// Configured levels and options of rules.
    pub settings: &'r RuleSettings,
    /// The systems, tables and containers of the target environment, if an inventory is configured.
    pub inventory: Option<&'r Inventory>,
    /// The lowest severity that is reported.
    pub min_severity: Severity,
}

impl<'r, 'd> RuleContext<'r, 'd> {
    /// Creates the context of one rule for one document.
    pub fn new(
        file: &'r ParsedFile<'r>,
        document: &'d Document<'d>,
        rule: RuleHandle,
        options: LintOptions<'r>,
        diagnostics: &'r mut Diagnostics,
    ) -> Self {
        Self { file, document, rule, options, diagnostics }
    }

    /// Name of the running rule.
    #[must_use]
    pub fn rule_name(&self) -> &'static str {
        self.rule.name
    }

    /// The document that is checked.
    pub(crate) fn document(&self) -> &'d Document<'d> {
        self.document
    }

    /// Whether diagnostics of this severity are reported; if not, a rule can skip the work.
    #[must_use]
    pub fn is_enabled(&self, severity: Severity) -> bool {
        self.options.settings.severity(self.rule, severity) >= self.options.min_severity
    }

    /// The configured value of one of the rule's options.
    #[must_use]
    pub fn option(&self, option: &'static RuleOption) -> bool {
        self.options.settings.option(option.rule, option.name).unwrap_or(option.default)
    }

    /// The inventory of the target environment, if one is configured.
    #[must_use]
    pub fn inventory(&self) -> Option<&'r Inventory> {
        self.options.inventory
    }

    /// Reports a diagnostic with the rule's severity and summary; the returned builder completes it.
    ///
    /// The value at `location` is its first [`Subject`].
    pub fn report(&mut self, location: impl Into<Location>) -> DiagnosticBuilder<'_, 'd> {
        let location = location.into();
        let diagnostic = Diagnostic {
            pointer: self.document.pointer(location.node),
            enclosing_string: self.enclosing_string(location),
            ..Diagnostic::new(self.rule.name, self.rule.severity, location.span, self.rule.summary)
        };
        self.diagnostics.push(diagnostic);
        self.diagnostics.add_subject(Subject::Value(location.node));
        DiagnosticBuilder::new(self.document, self.diagnostics)
    }

    /// Reports a diagnostic about bytes rather than a value, for problems of syntax and schema: it has no
    /// [`Subject`], and is superseded by diagnostics that mark the same bytes.
    pub(crate) fn report_bytes(&mut self, location: impl Into<Location>) -> DiagnosticBuilder<'_, 'd> {
        let location = location.into();
        let diagnostic = Diagnostic {
            pointer: self.document.pointer(location.node),
            ..Diagnostic::new(self.rule.name, self.rule.severity, location.span, self.rule.summary)
        };
        self.diagnostics.push(diagnostic);
        DiagnosticBuilder::new(self.document, self.diagnostics)
    }

    /// The content of the string that the location is a part of.
    fn enclosing_string(&self, location: Location) -> Option<Span> {
        if self.document.kind(location.node) != NodeKind::String {
            return None;
        }
        let content = self.document.content_span(location.node);
        (content.contains(location.span) && content != location.span).then_some(content)
    }

    /// Whether the value of a text is unknown until the job is submitted, because it contains a placeholder or is
    /// an environment variable.
    #[must_use]
    pub fn has_placeholder(&self, text: &str) -> bool {
        self.document.placeholders().is_unresolved(text)
    }

    /// Whether the location overlaps a secret, so that no message may quote it.
    #[must_use]
    pub fn contains_secret(&self, location: impl Into<Location>) -> bool {
        self.secrets().overlaps(location.into().span)
    }

    /// A value in backticks for use in a message, cut after sixty characters, with secrets masked.
    #[must_use]
    pub fn quote(&self, value: NodeRef<'_>) -> String {
        const MAX_CHARS: usize = 60;
        let content = value.content_span();
        let text: Cow<'_, str> = if self.secrets().overlaps(content) {
            Cow::Owned(self.secrets().masked(self.document.text(), content))
        } else {
            value.string().unwrap_or_else(|| Cow::Borrowed(self.document.raw(value.id())))
        };
        format!("`{}`", truncate(&text, MAX_CHARS))
    }

    fn secrets(&self) -> &Secrets {
        self.file.secrets()
    }
}
