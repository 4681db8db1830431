//! Building a diagnostic.

use std::borrow::Cow;
use std::fmt::Display;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, FileLocation, Fix, Related, Severity};
use crate::json::{Document, NodeKind};
use crate::text::{escape_into, to_json_string};

use super::{Diagnostics, Location, Subject};

/// Completes the diagnostic that [`RuleContext::report`](super::RuleContext::report) has added.
pub struct DiagnosticBuilder<'f, 'd> {
    document: &'d Document<'d>,
    /// Contains the diagnostic as the last one.
    diagnostics: &'f mut Diagnostics,
}

impl<'f, 'd> DiagnosticBuilder<'f, 'd> {
    pub(super) fn new(document: &'d Document<'d>, diagnostics: &'f mut Diagnostics) -> Self {
        Self { document, diagnostics }
    }
}

impl DiagnosticBuilder<'_, '_> {
    fn update(self, change: impl FnOnce(&mut Diagnostic)) -> Self {
        if let Some(diagnostic) = self.diagnostics.last_mut() {
            change(diagnostic);
        }
        self
    }

    /// Adds a subject besides the marked value: the diagnostic is dropped if a rule listed in
    /// `superseded_by` reports the same subject. See [`Subject`].
    pub fn subject(self, subject: impl Into<Subject>) -> Self {
        self.diagnostics.add_subject(subject.into());
        self
    }

    /// Removes the marked value from the subjects, for a rule that reports several problems at one
    /// location. Only subjects added afterwards count.
    pub fn clear_subjects(self) -> Self {
        self.diagnostics.clear_subjects();
        self
    }

    /// Replaces the message, which defaults to the rule's summary. It must be understandable alone.
    pub fn message(self, message: impl Into<String>) -> Self {
        self.update(|diagnostic| diagnostic.message = message.into())
    }

    /// Sets the short text next to the marked bytes.
    pub fn label(self, label: impl Into<Cow<'static, str>>) -> Self {
        self.update(|diagnostic| diagnostic.label = Some(label.into()))
    }

    /// Sets the help: why it matters and what to do.
    pub fn help(self, help: impl Into<String>) -> Self {
        self.update(|diagnostic| diagnostic.help = Some(help.into()))
    }

    /// Sets the help if there is none yet, in particular after [`Self::suggest`].
    pub fn or_help(self, help: impl Into<String>) -> Self {
        self.update(|diagnostic| {
            diagnostic.help.get_or_insert_with(|| help.into());
        })
    }

    /// Adds a related location.
    pub fn related(self, location: impl Into<Location>, message: impl Into<String>) -> Self {
        let location = location.into();
        let pointer = self.document.pointer(location.node);
        let related = Related { span: location.span, pointer, message: message.into(), other_file: None };
        self.update(|diagnostic| diagnostic.related.push(related))
    }

    /// Adds a related location in another file.
    pub fn related_in_file(self, location: &Arc<FileLocation>, message: impl Into<String>) -> Self {
        let related = Related {
            span: location.span,
            pointer: location.pointer.clone(),
            message: message.into(),
            other_file: Some(Arc::clone(location)),
        };
        self.update(|diagnostic| diagnostic.related.push(related))
    }

    /// Replaces the severity, which defaults to the rule's.
    pub fn severity(self, severity: Severity) -> Self {
        self.update(|diagnostic| diagnostic.severity = severity)
    }

    /// Sets the fix.
    pub fn fix(self, fix: Fix) -> Self {
        self.update(|diagnostic| diagnostic.fix = Some(fix))
    }

    /// Sets a safe fix that replaces the value or text at `target`, titled "write `text`". See
    /// [`Self::replace_unsafe`].
    pub fn replace_safe(self, target: impl Into<Location>, text: &str) -> Self {
        let fix = Fix::safe(format!("write `{text}`"));
        self.replace(fix, target.into(), text)
    }

    /// Sets an unsafe fix that replaces the value or text at `target`, titled "write `text`".
    ///
    /// `text` is escaped as `target` requires: a string remains a string, also if only its content or a
    /// part of it is replaced; a number or a boolean is replaced literally.
    pub fn replace_unsafe(self, target: impl Into<Location>, text: &str) -> Self {
        let fix = Fix::unsafe_(format!("write `{text}`"));
        self.replace(fix, target.into(), text)
    }

    fn replace(self, fix: Fix, target: Location, text: &str) -> Self {
        let replacement = self.escaped_for(target, text);
        self.fix(fix.replace(target.span, replacement))
    }

    /// Asks "did you mean `candidate`?" and sets an unsafe fix that writes it at `target`. Without a
    /// candidate nothing changes: follow with [`Self::or_help`].
    pub fn suggest(self, candidate: Option<&str>, target: impl Into<Location>) -> Self {
        match candidate {
            Some(text) => self.help(format!("did you mean `{text}`?")).replace_unsafe(target, text),
            None => self,
        }
    }

    /// Like [`Self::suggest`], with an explanation after the question.
    pub fn suggest_with(
        self,
        candidate: Option<&str>,
        target: impl Into<Location>,
        explanation: impl Display,
    ) -> Self {
        match candidate {
            Some(text) => {
                self.help(format!("did you mean `{text}`? {explanation}")).replace_unsafe(target, text)
            }
            None => self,
        }
    }

    fn escaped_for(&self, target: Location, text: &str) -> String {
        let value = self.document.span(target.node);
        // The name of a member is outside of its value.
        if !value.contains(target.span) {
            return to_json_string(text);
        }
        if self.document.kind(target.node) != NodeKind::String {
            return text.to_owned();
        }
        if target.span == value {
            return to_json_string(text);
        }
        let mut escaped = String::new();
        escape_into(text, &mut escaped);
        escaped
    }
}
