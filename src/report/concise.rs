//! One line a finding: `jobs/hr.json:41:13: error[one-key-field] message`.

use std::io::{self, Write};

use super::redact::FileView;
use super::style::Styler;
use super::{FileReport, RenderOptions, Report, RuleLookup, Summary};
use crate::diagnostic::Diagnostic;
use crate::text::LineColumn;

pub(super) struct Concise<'r> {
    options: RenderOptions,
    rules: RuleLookup<'r>,
}

impl<'r> Concise<'r> {
    pub(super) fn new(options: RenderOptions, rules: RuleLookup<'r>) -> Self {
        Self { options, rules }
    }
}

/// A finding as this format has it, without colours.
pub(super) fn format_line(subject: &FileView<'_>, diagnostic: &Diagnostic) -> String {
    let LineColumn { line, column } = subject.position(diagnostic.span.start);
    let Diagnostic { severity, rule, message, .. } = diagnostic;
    format!("{}:{line}:{column}: {severity}[{rule}] {}", subject.path, subject.single_line(message))
}

impl Report for Concise<'_> {
    fn file(&mut self, out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let subject = FileView::new(*file);
        let painter = Styler { color: self.options.color };
        for diagnostic in file.diagnostics {
            let at = subject.position(diagnostic.span.start);
            let code = format!("{}[{}]", diagnostic.severity, diagnostic.rule);
            let code = painter.severity(diagnostic.severity, &code);
            let message = subject.single_line(&diagnostic.message);
            write!(out, "{}:{}:{}: ", subject.path, at.line, at.column)?;
            painter.link(out, self.options.links.then(|| (self.rules)(diagnostic.rule).url), &code)?;
            writeln!(out, " {message}")?;
        }
        Ok(())
    }

    fn summary(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        writeln!(out, "{summary}")
    }
}
