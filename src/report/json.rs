//! One JSON document, for programs. Version 1 of the format; its fields only ever grow.

use std::io::{self, Write};

use serde::Serialize;

use super::json_model::DiagnosticJson;
use super::redact::{FileView, escape_json};
use super::{FileReport, Report, RuleLookup, Summary};

/// The whole output.
#[derive(Serialize)]
struct JsonReport<'a> {
    version: u32,
    tool: Tool,
    summary: &'a Summary,
    diagnostics: &'a [DiagnosticJson],
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

pub(super) struct JsonFormat<'r> {
    rules: RuleLookup<'r>,
    findings: Vec<DiagnosticJson>,
}

impl<'r> JsonFormat<'r> {
    pub(super) fn new(rules: RuleLookup<'r>) -> Self {
        Self { rules, findings: Vec::new() }
    }
}

impl Report for JsonFormat<'_> {
    fn file(&mut self, _: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let subject = FileView::new(*file);
        for diagnostic in file.diagnostics {
            self.findings.push(DiagnosticJson::new(&subject, diagnostic, self.rules));
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let tool = Tool { name: "joblint", version: env!("CARGO_PKG_VERSION") };
        let document = JsonReport { version: 1, tool, summary, diagnostics: &self.findings };
        let text = serde_json::to_string_pretty(&document)?;
        out.write_all(escape_json(&text).as_bytes())?;
        writeln!(out)
    }
}
