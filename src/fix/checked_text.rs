//! The input of an iteration of fixes.

use crate::diagnostic::Diagnostic;
use crate::linter::LintResult;
use crate::source::ParsedFile;

/// A text and its findings, before suppression.
#[derive(Debug, Clone, Copy)]
pub struct CheckedText<'a> {
    /// The parsed text.
    pub file: &'a ParsedFile<'a>,
    /// The findings of the text.
    pub diagnostics: &'a [Diagnostic],
}

impl<'a> From<&'a LintResult<'_>> for CheckedText<'a> {
    fn from(result: &'a LintResult<'_>) -> Self {
        Self { file: &result.file, diagnostics: &result.diagnostics }
    }
}
