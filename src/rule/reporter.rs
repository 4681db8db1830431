//! How rules report.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Elsewhere, Fix, Related, Severity};
use crate::inventory::Inventory;
use crate::job::{JobScript, Value, find_secrets};
use crate::json::{Document, Kind, NodeId};
use crate::text::{DecodedString, Secrets, Span};

use super::{Findings, Rule, RuleOption, RuleSettings, Subject};

/// A place in a document, as rules name it.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    node: NodeId,
    span: Span,
}

impl Place {
    /// The name of the member whose value this is; the value itself where it has none.
    #[must_use]
    pub fn name_of(value: Value<'_>) -> Self {
        let document = value.document();
        let name = document.pointers().name_of(document, value.id());
        Self { node: value.id(), span: document.span(name.unwrap_or(value.id())) }
    }

    /// The opening bracket of an array or object.
    #[must_use]
    pub fn opening(value: Value<'_>) -> Self {
        let start = value.span().start;
        Self { node: value.id(), span: Span::new(start, start.saturating_add(1)) }
    }

    /// What stands between the quotes of a string; with the quotes where there is nothing.
    #[must_use]
    pub fn content(value: Value<'_>) -> Self {
        let content = value.content_span();
        Self { node: value.id(), span: if content.is_empty() { value.span() } else { content } }
    }

    /// A byte range of a decoded string.
    #[must_use]
    pub fn inside(value: Value<'_>, decoded: &DecodedString<'_>, range: Range<usize>) -> Self {
        Self { node: value.id(), span: decoded.raw_span(range.start, range.end) }
    }

    /// A part of a value, by its bytes in the file.
    #[must_use]
    pub fn in_file(value: Value<'_>, span: Span) -> Self {
        Self { node: value.id(), span }
    }

    /// A byte range of a script.
    #[must_use]
    pub fn in_script(script: &JobScript<'_>, range: &Range<usize>) -> Self {
        Self::inside(script.value, script.decoded(), script.in_string(range))
    }

    /// The bytes of the place.
    #[must_use]
    pub fn span(self) -> Span {
        self.span
    }
}

impl From<Value<'_>> for Place {
    fn from(value: Value<'_>) -> Self {
        Self { node: value.id(), span: value.span() }
    }
}

/// What a rule reports to.
pub struct Reporter<'r, 'd> {
    document: &'d Document<'d>,
    secrets: &'r OnceCell<Secrets>,
    rule: &'static Rule,
    context: Context<'r>,
    found: &'r mut Findings,
}

/// What holds for a run besides the document.
#[derive(Debug, Clone, Copy)]
pub struct Context<'r> {
    /// The user's levels and options.
    pub settings: &'r RuleSettings,
    /// What exists in the target environment, where that is known.
    pub inventory: Option<&'r Inventory>,
    /// The least severity that is shown.
    pub least: Severity,
}

impl<'r, 'd> Reporter<'r, 'd> {
    /// A reporter for one rule and one document.
    pub fn new(
        document: &'d Document<'d>,
        secrets: &'r OnceCell<Secrets>,
        rule: &'static Rule,
        context: Context<'r>,
        found: &'r mut Findings,
    ) -> Self {
        Self { document, secrets, rule, context, found }
    }

    /// Name of the rule that reports.
    #[must_use]
    pub fn rule_name(&self) -> &'static str {
        self.rule.name
    }

    /// Whether findings of a severity will be shown: others need not be made.
    #[must_use]
    pub fn wants(&self, severity: Severity) -> bool {
        self.context.settings.severity(self.rule, severity) >= self.context.least
    }

    /// The value of one of the rule's options.
    #[must_use]
    pub fn option(&self, option: &'static RuleOption) -> bool {
        self.context.settings.option(option.rule, option.name).unwrap_or(option.default)
    }

    /// What exists in the target environment, where that is known.
    #[must_use]
    pub fn inventory(&self) -> Option<&'r Inventory> {
        self.context.inventory
    }

    /// Reports a finding at a place; the methods of what is returned say the rest.
    pub fn at(&mut self, place: impl Into<Place>) -> Finding<'_, 'd> {
        let place = place.into();
        let diagnostic = Diagnostic {
            pointer: self.document.pointer(place.node),
            string: self.string_around(place),
            ..Diagnostic::new(self.rule.name, self.rule.severity, place.span, self.rule.summary)
        };
        self.found.push(diagnostic);
        self.found.last_is_about(Subject::Value(place.node));
        Finding { document: self.document, found: self.found }
    }

    /// The inside of the string that a place is a part of.
    fn string_around(&self, place: Place) -> Option<Span> {
        if self.document.kind(place.node) != Kind::String {
            return None;
        }
        let content = self.document.content_span(place.node);
        (content.contains(place.span) && content != place.span).then_some(content)
    }

    /// Whether a part of a place must not be shown: no message may repeat what stands there.
    #[must_use]
    pub fn hides(&self, place: impl Into<Place>) -> bool {
        self.secrets.get_or_init(|| find_secrets(self.document)).touch(place.into().span)
    }

    /// A value as a message may name it: in backticks, at most sixty characters, and never a secret.
    #[must_use]
    pub fn quote(&self, value: Value<'_>) -> String {
        const SHOWN: usize = 60;
        let secrets = self.secrets.get_or_init(|| find_secrets(self.document));
        let content = value.content_span();
        let text: Cow<'_, str> = if secrets.touch(content) {
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
pub struct Finding<'f, 'd> {
    document: &'d Document<'d>,
    /// The finding is the last of them.
    found: &'f mut Findings,
}

impl Finding<'_, '_> {
    fn with(self, change: impl FnOnce(&mut Diagnostic)) -> Self {
        if let Some(diagnostic) = self.found.last_mut() {
            change(diagnostic);
        }
        self
    }

    /// What it is about besides the value that it marks: where a rule that knows better speaks of
    /// the same subject, this finding is dropped. See [`Subject`].
    pub fn about(self, subject: impl Into<Subject>) -> Self {
        self.found.last_is_about(subject.into());
        self
    }

    /// It is not about the value that it marks, only about what [`Finding::about`] adds from here on:
    /// for a rule that says several things at one place.
    pub fn apart(self) -> Self {
        self.found.last_is_about_nothing();
        self
    }

    /// What is wrong, understandable alone; without it the rule's summary stands.
    pub fn say(self, message: impl Into<String>) -> Self {
        self.with(|diagnostic| diagnostic.message = message.into())
    }

    /// A few words beside the marked text.
    pub fn label(self, label: impl Into<Cow<'static, str>>) -> Self {
        self.with(|diagnostic| diagnostic.label = Some(label.into()))
    }

    /// Why it matters and what to do.
    pub fn help(self, help: impl Into<String>) -> Self {
        self.with(|diagnostic| diagnostic.help = Some(help.into()))
    }

    /// Another place that belongs to it.
    pub fn also(self, place: impl Into<Place>, message: impl Into<String>) -> Self {
        let place = place.into();
        let pointer = self.document.pointer(place.node);
        let related = Related { span: place.span, pointer, message: message.into(), elsewhere: None };
        self.with(|diagnostic| diagnostic.related.push(related))
    }

    /// A place in another file that belongs to it.
    pub fn also_in(self, elsewhere: &Arc<Elsewhere>, message: impl Into<String>) -> Self {
        let related = Related {
            span: elsewhere.span,
            pointer: elsewhere.pointer.clone(),
            message: message.into(),
            elsewhere: Some(Arc::clone(elsewhere)),
        };
        self.with(|diagnostic| diagnostic.related.push(related))
    }

    /// A severity other than the rule's.
    pub fn severity(self, severity: Severity) -> Self {
        self.with(|diagnostic| diagnostic.severity = severity)
    }

    /// How to mend it.
    pub fn fix(self, fix: Fix) -> Self {
        self.with(|diagnostic| diagnostic.fix = Some(fix))
    }
}
