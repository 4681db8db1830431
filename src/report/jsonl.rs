//! One JSON object a line and finding, as the document of the JSON format holds them: for programs
//! that read while joblint still writes.

use std::io::{self, Write};

use super::json_model::DiagnosticJson;
use super::redact::{FileView, escape_json};
use super::{FileReport, Report, RuleLookup};

pub(super) struct JsonLines<'r> {
    rules: RuleLookup<'r>,
}

impl<'r> JsonLines<'r> {
    pub(super) fn new(rules: RuleLookup<'r>) -> Self {
        Self { rules }
    }
}

impl Report for JsonLines<'_> {
    fn file(&mut self, out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let subject = FileView::new(*file);
        for diagnostic in file.diagnostics {
            let text = serde_json::to_string(&DiagnosticJson::new(&subject, diagnostic, self.rules))?;
            writeln!(out, "{}", escape_json(&text))?;
        }
        Ok(())
    }
}
