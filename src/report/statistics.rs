//! Number of findings per rule.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

use super::RenderOptions;
use super::style::Styler;
use crate::diagnostic::{Diagnostic, Severity};

/// Counts findings per rule and severity.
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
    /// Counts a finding.
    pub fn add(&mut self, diagnostic: &Diagnostic) {
        let row = self.rows.entry((diagnostic.rule, diagnostic.severity)).or_default();
        row.findings += 1;
        row.fixable += usize::from(diagnostic.fix.is_some());
    }

    /// Prints a table, most frequent rules first; nothing if there are no findings.
    ///
    /// # Errors
    /// Writing to `out` failed.
    pub fn print(&self, out: &mut dyn Write, options: RenderOptions) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let mut rows: Vec<_> = self.rows.iter().collect();
        rows.sort_by_key(|((rule, severity), row)| (Reverse(row.findings), Reverse(*severity), *rule));
        let width = rows.iter().map(|((rule, _), _)| rule.len()).max().unwrap_or_default();
        let styler = Styler::new(options);
        writeln!(out, "findings  {:width$}  severity  with a fix", "rule")?;
        for ((rule, severity), row) in rows {
            let severity_padded = format!("{severity:8}");
            let severity = styler.severity(*severity, &severity_padded);
            writeln!(out, "{:8}  {rule:width$}  {severity}  {:10}", row.findings, row.fixable)?;
        }
        writeln!(out)
    }
}
