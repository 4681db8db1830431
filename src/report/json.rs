//! One JSON document, for programs. Version 1 of the format: fields are only ever added.

use std::io::{self, Write};

use serde::Serialize;

use super::json_model::DiagnosticJson;
use super::redact::{FileView, escape_json};
use super::{FileReport, Reporter, Summary};

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

#[derive(Default)]
pub(super) struct JsonFormat {
    diagnostics: Vec<DiagnosticJson>,
}

impl Reporter for JsonFormat {
    fn file(&mut self, _: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let view = FileView::new(*file);
        let diagnostics = file.diagnostics.iter().map(|diagnostic| DiagnosticJson::new(&view, diagnostic));
        self.diagnostics.extend(diagnostics);
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let tool = Tool { name: "joblint", version: env!("CARGO_PKG_VERSION") };
        let document = JsonReport { version: 1, tool, summary, diagnostics: &self.diagnostics };
        let text = serde_json::to_string_pretty(&document)?;
        out.write_all(escape_json(&text).as_bytes())?;
        writeln!(out)
    }
}
