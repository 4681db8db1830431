//! How rules report.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, FileLocation, Fix, Related, Severity};
use crate::inventory::Inventory;
use crate::job::{JobScript, NodeRef, find_secrets};
use crate::json::{Document, NodeId, NodeKind};
use crate::text::{DecodedString, Secrets, Span};

use super::{Diagnostics, Rule, RuleOption, RuleSettings, Subject};

/// A place in a document, as rules name it.
#[derive(Debug, Clone, Copy)]
pub struct Location {
    node: NodeId,
    span: Span,
}

impl Location {
    /// The name of the member whose value this is; the value itself where it has none.
    #[must_use]
    pub fn member_name(value: NodeRef<'_>) -> Self {
        let document = value.document();
        let name = document.parent_index().member_name(document, value.id());
        Self { node: value.id(), span: document.span(name.unwrap_or(value.id())) }
    }

    /// The opening bracket of an array or object.
    #[must_use]
    pub fn opening_bracket(value: NodeRef<'_>) -> Self {
        let start = value.span().start;
        Self { node: value.id(), span: Span::new(start, start.saturating_add(1)) }
    }

    /// What stands between the quotes of a string; with the quotes where there is nothing.
    #[must_use]
    pub fn string_content(value: NodeRef<'_>) -> Self {
        let content = value.content_span();
        Self { node: value.id(), span: if content.is_empty() { value.span() } else { content } }
    }

    /// A byte range of a decoded string.
    #[must_use]
    pub fn in_decoded_string(value: NodeRef<'_>, decoded: &DecodedString<'_>, range: Range<usize>) -> Self {
        Self { node: value.id(), span: decoded.raw_span(range.start, range.end) }
    }

    /// A part of a value, by its bytes in the file.
    #[must_use]
    pub fn with_span(value: NodeRef<'_>, span: Span) -> Self {
        Self { node: value.id(), span }
    }

    /// A byte range of a script.
    #[must_use]
    pub fn in_script(script: &JobScript<'_>, range: &Range<usize>) -> Self {
        Self::in_decoded_string(script.value, script.decoded(), script.to_string_range(range))
    }

    /// The bytes of the place.
    #[must_use]
    pub fn span(self) -> Span {
        self.span
    }
}

impl From<NodeRef<'_>> for Location {
    fn from(value: NodeRef<'_>) -> Self {
        Self { node: value.id(), span: value.span() }
    }
}

/// What a rule reports to.
pub struct RuleContext<'r, 'd> {
    document: &'d Document<'d>,
    secrets: &'r OnceCell<Secrets>,
    rule: &'static Rule,
    options: LintOptions<'r>,
    diagnostics: &'r mut Diagnostics,
}

/// What holds for a run besides the document.
#[derive(Debug, Clone, Copy)]
pub struct LintOptions<'r> {
    /// The user's levels and options.
    pub settings: &'r RuleSettings,
    /// What exists in the target environment, where that is known.
    pub inventory: Option<&'r Inventory>,
    /// The least severity that is shown.
    pub min_severity: Severity,
}

impl<'r, 'd> RuleContext<'r, 'd> {
    /// A reporter for one rule and one document.
    pub fn new(
        document: &'d Document<'d>,
        secrets: &'r OnceCell<Secrets>,
        rule: &'static Rule,
        context: LintOptions<'r>,
        found: &'r mut Diagnostics,
    ) -> Self {
        Self { document, secrets, rule, options: context, diagnostics: found }
    }

    /// Name of the rule that reports.
    #[must_use]
    pub fn rule_name(&self) -> &'static str {
        self.rule.name
    }

    /// Whether findings of a severity will be shown: others need not be made.
    #[must_use]
    pub fn is_enabled(&self, severity: Severity) -> bool {
        self.options.settings.severity(self.rule, severity) >= self.options.min_severity
    }

    /// The value of one of the rule's options.
    #[must_use]
    pub fn option(&self, option: &'static RuleOption) -> bool {
        self.options.settings.option(option.rule, option.name).unwrap_or(option.default)
    }

    /// What exists in the target environment, where that is known.
    #[must_use]
    pub fn inventory(&self) -> Option<&'r Inventory> {
        self.options.inventory
    }

    /// Reports a finding at a place; the methods of what is returned say the rest.
    pub fn report(&mut self, place: impl Into<Location>) -> DiagnosticBuilder<'_, 'd> {
        let place = place.into();
        let diagnostic = Diagnostic {
            pointer: self.document.pointer(place.node),
            enclosing_string: self.enclosing_string(place),
            ..Diagnostic::new(self.rule.name, self.rule.severity, place.span, self.rule.summary)
        };
        self.diagnostics.push(diagnostic);
        self.diagnostics.add_subject(Subject::Value(place.node));
        DiagnosticBuilder { document: self.document, diagnostics: self.diagnostics }
    }

    /// The inside of the string that a place is a part of.
    fn enclosing_string(&self, place: Location) -> Option<Span> {
        if self.document.kind(place.node) != NodeKind::String {
            return None;
        }
        let content = self.document.content_span(place.node);
        (content.contains(place.span) && content != place.span).then_some(content)
    }

    /// Whether a part of a place must not be shown: no message may repeat what stands there.
    #[must_use]
    pub fn contains_secret(&self, place: impl Into<Location>) -> bool {
        self.secrets.get_or_init(|| find_secrets(self.document)).overlaps(place.into().span)
    }

    /// A value as a message may name it: in backticks, at most sixty characters, and never a secret.
    #[must_use]
    pub fn quote(&self, value: NodeRef<'_>) -> String {
        const SHOWN: usize = 60;
        let secrets = self.secrets.get_or_init(|| find_secrets(self.document));
        let content = value.content_span();
        let text: Cow<'_, str> = if secrets.overlaps(content) {
            Cow::Owned(secrets.masked(self.document.text(), content))
        } else {
            value.string().unwrap_or_else(|| Cow::Borrowed(self.document.raw(value.id())))
        };
        match text.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("`{}…`", &text[..end]),
            None => format!("`{text}`"),
        }
    }
}

/// A finding that is being written.
pub struct DiagnosticBuilder<'f, 'd> {
    document: &'d Document<'d>,
    /// The finding is the last of them.
    diagnostics: &'f mut Diagnostics,
}

impl DiagnosticBuilder<'_, '_> {
    fn update(self, change: impl FnOnce(&mut Diagnostic)) -> Self {
        if let Some(diagnostic) = self.diagnostics.last_mut() {
            change(diagnostic);
        }
        self
    }

    /// What it is about besides the value that it marks: where a rule that knows better speaks of
    /// the same subject, this finding is dropped. See [`Subject`].
    pub fn subject(self, subject: impl Into<Subject>) -> Self {
        self.diagnostics.add_subject(subject.into());
        self
    }

    /// It is not about the value that it marks, only about what [`Finding::about`] adds from here on:
    /// for a rule that says several things at one place.
    pub fn clear_subjects(self) -> Self {
        self.diagnostics.clear_subjects();
        self
    }

    /// What is wrong, understandable alone; without it the rule's summary stands.
    pub fn message(self, message: impl Into<String>) -> Self {
        self.update(|diagnostic| diagnostic.message = message.into())
    }

    /// A few words beside the marked text.
    pub fn label(self, label: impl Into<Cow<'static, str>>) -> Self {
        self.update(|diagnostic| diagnostic.label = Some(label.into()))
    }

    /// Why it matters and what to do.
    pub fn help(self, help: impl Into<String>) -> Self {
        self.update(|diagnostic| diagnostic.help = Some(help.into()))
    }

    /// Another place that belongs to it.
    pub fn related(self, place: impl Into<Location>, message: impl Into<String>) -> Self {
        let place = place.into();
        let pointer = self.document.pointer(place.node);
        let related = Related { span: place.span, pointer, message: message.into(), other_file: None };
        self.update(|diagnostic| diagnostic.related.push(related))
    }

    /// A place in another file that belongs to it.
    pub fn related_in_file(self, elsewhere: &Arc<FileLocation>, message: impl Into<String>) -> Self {
        let related = Related {
            span: elsewhere.span,
            pointer: elsewhere.pointer.clone(),
            message: message.into(),
            other_file: Some(Arc::clone(elsewhere)),
        };
        self.update(|diagnostic| diagnostic.related.push(related))
    }

    /// A severity other than the rule's.
    pub fn severity(self, severity: Severity) -> Self {
        self.update(|diagnostic| diagnostic.severity = severity)
    }

    /// How to mend it.
    pub fn fix(self, fix: Fix) -> Self {
        self.update(|diagnostic| diagnostic.fix = Some(fix))
    }
}
