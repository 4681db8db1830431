//! What a rule finds: where, how bad, in words, and how to mend it.

use std::borrow::Cow;
use std::sync::Arc;

use crate::text::{LineColumn, Span};

/// How bad a finding is. Ordered: `Info < Warning < Error`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a thought; shown only when asked for.
    Info,
    /// Very likely not what was meant, or a risk.
    Warning,
    /// The product will refuse the job, or it will do harm or nothing.
    Error,
}

impl Severity {
    /// The name used in every output and in the configuration.
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

/// How far a fix can be trusted. Ordered: `DisplayOnly < Unsafe < Safe`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// Shows what could be done; never applied by the tool.
    DisplayOnly,
    /// Likely right, but a person has to look.
    Unsafe,
    /// Cannot change what the job means.
    Safe,
}

impl Applicability {
    /// The name used in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DisplayOnly => "display-only",
            Self::Unsafe => "unsafe",
            Self::Safe => "safe",
        }
    }
}

/// One replacement of bytes. An empty span inserts, an empty replacement deletes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes to replace.
    pub span: Span,
    /// What to put there, as it stands in the file (escaped where it lies inside a JSON string).
    pub replacement: String,
}

/// A change that mends a finding: all of its edits, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an instruction: "rename to `isKey`".
    pub title: String,
    /// How far it can be trusted.
    pub applicability: Applicability,
    /// Sorted by position, not overlapping.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix that cannot change what the job means.
    #[must_use]
    pub fn safe(title: impl Into<String>) -> Self {
        Self { title: title.into(), applicability: Applicability::Safe, edits: Vec::new() }
    }

    /// A fix that a person has to look at.
    #[must_use]
    pub fn unsafe_(title: impl Into<String>) -> Self {
        Self { title: title.into(), applicability: Applicability::Unsafe, edits: Vec::new() }
    }

    /// Adds the replacement of `span`, in whatever order they come.
    #[must_use]
    pub fn replace(mut self, span: Span, replacement: impl Into<String>) -> Self {
        let at = self.edits.partition_point(|edit| edit.span <= span);
        self.edits.insert(at, Edit { span, replacement: replacement.into() });
        self
    }

    /// Adds an edit.
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

/// A place in a file other than the one that a finding is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLocation {
    /// The path as it is shown.
    pub path: String,
    /// The bytes of that file.
    pub span: Span,
    /// JSON Pointer (RFC 6901) of the value there.
    pub pointer: String,
    /// Where the bytes begin.
    pub start: LineColumn,
    /// Where they end.
    pub end: LineColumn,
}

/// A second place that a finding speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The bytes it points at.
    pub span: Span,
    /// JSON Pointer (RFC 6901) of the value there.
    pub pointer: String,
    /// Why it matters here.
    pub message: String,
    /// The place, where it is in another file; span and pointer are that file's then.
    pub other_file: Option<Arc<FileLocation>>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Name of the rule, in kebab-case.
    pub rule: &'static str,
    /// How bad it is, after the user's configuration.
    pub severity: Severity,
    /// The exact bytes at fault.
    pub span: Span,
    /// The inside of the string that the bytes are a part of, where they are: a script or a query is
    /// easier to read as it is meant than as JSON escapes it.
    pub enclosing_string: Option<Span>,
    /// JSON Pointer (RFC 6901) of the value at fault; empty for the whole document.
    pub pointer: String,
    /// What is wrong, understandable alone, without a final full stop.
    pub message: String,
    /// A few words beside the marked text, where the message would be too long there.
    pub label: Option<Cow<'static, str>>,
    /// What to do about it, or why it matters.
    pub help: Option<String>,
    /// Other places that belong to it, in the order they should be read.
    pub related: Vec<Related>,
    /// How to mend it, where that is known.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding of `rule` without help, related places or fix.
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

/// A finding that is not reported, since somebody has agreed to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// What was found.
    pub finding: Diagnostic,
    /// Why it is not reported, in words.
    pub reason: String,
}
