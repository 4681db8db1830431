//! One line a finding: `jobs/hr.json:41:13: error[one-key-field] message`.

use std::io::{self, Write};

use super::paint::Painter;
use super::safe::Subject;
use super::{FileReport, RenderOptions, Report, RuleLookup, Summary};

pub(super) struct Concise<'r> {
    options: RenderOptions,
    rules: RuleLookup<'r>,
}

impl<'r> Concise<'r> {
    pub(super) fn new(options: RenderOptions, rules: RuleLookup<'r>) -> Self {
        Self { options, rules }
    }
}

impl Report for Concise<'_> {
    fn file(&mut self, out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let subject = Subject::new(*file);
        let painter = Painter { color: self.options.color };
        for diagnostic in file.diagnostics {
            let at = subject.position(diagnostic.span.start);
            let code = format!("{}[{}]", diagnostic.severity, diagnostic.rule);
            let code = painter.severity(diagnostic.severity, &code);
            let message = subject.line(&diagnostic.message);
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
