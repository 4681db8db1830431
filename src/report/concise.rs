//! One line per finding: `jobs/hr.json:41:13: error[one-key-field] message`.

use std::io::{self, Write};

use super::redact::FileView;
use super::style::Styler;
use super::{FileReport, RenderOptions, Reporter, Summary};
use crate::diagnostic::Diagnostic;
use crate::text::LineColumn;

pub(super) struct Concise {
    styler: Styler,
}

impl Concise {
    pub(super) fn new(options: RenderOptions) -> Self {
        Self { styler: Styler::new(options) }
    }
}

/// The line of a finding without colours.
pub(super) fn format_line(view: &FileView<'_>, diagnostic: &Diagnostic) -> String {
    let LineColumn { line, column } = view.position(diagnostic.span.start);
    let Diagnostic { severity, rule, message, .. } = diagnostic;
    format!("{}:{line}:{column}: {severity}[{rule}] {}", view.path, view.single_line(message))
}

impl Reporter for Concise {
    fn file(&mut self, out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let view = FileView::new(*file);
        for diagnostic in file.diagnostics {
            let LineColumn { line, column } = view.position(diagnostic.span.start);
            write!(out, "{}:{line}:{column}: ", view.path)?;
            self.styler.write_code(out, diagnostic)?;
            writeln!(out, " {}", view.single_line(&diagnostic.message))?;
        }
        Ok(())
    }

    fn summary(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        writeln!(out, "{summary}")
    }
}
