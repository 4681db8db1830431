//! One JSON object per line and finding, with the fields of the JSON format: for programs that read while
//! joblint is still writing.

use std::io::{self, Write};

use super::json_model::DiagnosticJson;
use super::redact::{FileView, escape_json};
use super::{FileReport, Reporter};

pub(super) struct JsonLines;

impl Reporter for JsonLines {
    fn file(&mut self, out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let view = FileView::new(*file);
        for diagnostic in file.diagnostics {
            let text = serde_json::to_string(&DiagnosticJson::new(&view, diagnostic))?;
            writeln!(out, "{}", escape_json(&text))?;
        }
        Ok(())
    }
}
