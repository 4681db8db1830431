//! How often each rule found something.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

use super::RenderOptions;
use super::style::Styler;
use crate::diagnostic::{Diagnostic, Severity};

/// Findings by rule. A rule whose severity differs by file has a row for each.
#[derive(Debug, Default)]
pub struct Statistics {
    rows: BTreeMap<(&'static str, Severity), Row>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Row {
    findings: usize,
    fixable: usize,
}

impl Statistics {
    /// Counts one finding.
    pub fn add(&mut self, finding: &Diagnostic) {
        let row = self.rows.entry((finding.rule, finding.severity)).or_default();
        row.findings += 1;
        row.fixable += usize::from(finding.fix.is_some());
    }

    /// Prints the table, the most frequent first; nothing where nothing was found.
    ///
    /// # Errors
    /// `out` cannot be written to.
    pub fn print(&self, out: &mut dyn Write, options: RenderOptions) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let mut rows: Vec<_> = self.rows.iter().collect();
        rows.sort_by_key(|((rule, severity), row)| (Reverse(row.findings), Reverse(*severity), *rule));
        let width = rows.iter().map(|((rule, _), _)| rule.len()).max().unwrap_or_default();
        let painter = Styler { color: options.color };
        writeln!(out, "findings  {:width$}  severity  with a fix", "rule")?;
        for ((rule, severity), row) in rows {
            let severity_padded = format!("{severity:8}");
            let severity = painter.severity(*severity, &severity_padded);
            writeln!(out, "{:8}  {rule:width$}  {severity}  {:10}", row.findings, row.fixable)?;
        }
        writeln!(out)
    }
}
