//! Data types of findings: severity, span, message and fix.

use std::borrow::Cow;
use std::sync::Arc;

use crate::text::{LineColumn, Span};

/// Severity of a finding. Ordered: `Info < Warning < Error`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A suggestion; reported only on request.
    Info,
    /// Probably a mistake, or a risk.
    Warning,
    /// The server rejects the job, or the job has no effect or a harmful one.
    Error,
}

impl Severity {
    /// The name in reports and in the configuration.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl std::fmt::Display for Severity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.pad(self.name())
    }
}

/// Whether a fix may be applied automatically. Ordered: `DisplayOnly < Unsafe < Safe`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// Shown only, never applied.
    DisplayOnly,
    /// Probably correct; the result must be reviewed.
    Unsafe,
    /// Does not change the meaning of the job.
    Safe,
}

impl Applicability {
    /// The name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DisplayOnly => "display-only",
            Self::Unsafe => "unsafe",
            Self::Safe => "safe",
        }
    }
}

/// A text edit. An empty span inserts, an empty replacement deletes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes to replace.
    pub span: Span,
    /// The new text as written to the file: JSON-escaped if it is inside of a string.
    pub replacement: String,
}

/// A fix of a finding. Its edits are applied together or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// An instruction: "rename to `isKey`".
    pub title: String,
    /// Whether it may be applied automatically.
    pub applicability: Applicability,
    /// Sorted by position, not overlapping.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// Creates a fix that does not change the meaning of the job.
    #[must_use]
    pub fn safe(title: impl Into<String>) -> Self {
        Self { title: title.into(), applicability: Applicability::Safe, edits: Vec::new() }
    }

    /// Creates a fix whose result must be reviewed.
    #[must_use]
    pub fn unsafe_(title: impl Into<String>) -> Self {
        Self { title: title.into(), applicability: Applicability::Unsafe, edits: Vec::new() }
    }

    /// Adds a replacement of `span`. The edits stay sorted.
    #[must_use]
    pub fn replace(mut self, span: Span, replacement: impl Into<String>) -> Self {
        let at = self.edits.partition_point(|edit| edit.span <= span);
        self.edits.insert(at, Edit { span, replacement: replacement.into() });
        self
    }

    /// Appends an edit.
    #[must_use]
    pub fn edit(mut self, edit: Edit) -> Self {
        self.edits.push(edit);
        self
    }

    /// Adds an insertion before the byte at `at`.
    #[must_use]
    pub fn insert(self, at: u32, text: impl Into<String>) -> Self {
        self.replace(Span::empty(at), text)
    }

    /// Adds the deletion of `span`.
    #[must_use]
    pub fn delete(self, span: Span) -> Self {
        self.replace(span, "")
    }
}

/// A location in a file other than that of the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLocation {
    /// The path as shown to the user.
    pub path: String,
    /// Byte range in that file.
    pub span: Span,
    /// JSON Pointer (RFC 6901) of the value.
    pub pointer: String,
    /// Start of the span.
    pub start: LineColumn,
    /// End of the span.
    pub end: LineColumn,
}

/// A related location of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The bytes to mark.
    pub span: Span,
    /// JSON Pointer (RFC 6901) of the value.
    pub pointer: String,
    /// How the location relates to the finding.
    pub message: String,
    /// Set if the location is in another file; `span` and `pointer` then refer to that file.
    pub other_file: Option<Arc<FileLocation>>,
}

/// A finding of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Name of the rule, in kebab-case.
    pub rule: &'static str,
    /// Severity after applying the configuration.
    pub severity: Severity,
    /// The bytes that cause the finding.
    pub span: Span,
    /// Content of the JSON string around `span`. Reports can show it unescaped, because scripts and queries are
    /// hard to read in escaped form.
    pub enclosing_string: Option<Span>,
    /// JSON Pointer (RFC 6901) of the value; empty for the whole document.
    pub pointer: String,
    /// Describes the problem without further context and without a full stop.
    pub message: String,
    /// Short text next to the marked source, where the message would be too long.
    pub label: Option<Cow<'static, str>>,
    /// How to solve the problem, or why it matters.
    pub help: Option<String>,
    /// Related locations in reading order.
    pub related: Vec<Related>,
    /// A fix, if one is known.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Creates a finding without help, related locations and fix.
    #[must_use]
    pub fn new(rule: &'static str, severity: Severity, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity,
            span,
            enclosing_string: None,
            pointer: String::new(),
            message: message.into(),
            label: None,
            help: None,
            related: Vec::new(),
            fix: None,
        }
    }
}

/// A finding that is hidden by a suppression or the baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// The hidden finding.
    pub finding: Diagnostic,
    /// Why it is hidden, as shown in reports.
    pub reason: String,
}
