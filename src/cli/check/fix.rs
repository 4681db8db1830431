//! `--fix` and `--diff`.

use std::path::Path;

use crate::diagnostic::{Applicability, Diagnostic};
use crate::fix::{Fixed, replace_file, unified_diff};
use crate::linter::LintResult;
use crate::source::ParsedFile;
use crate::text::sanitize;

use super::file_result::FileResult;
use super::fix_outcome::FixOutcome;

/// Which fixes are applied, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FixOptions {
    pub(super) min_applicability: Applicability,
    /// Whether files are written; otherwise the changes are only shown.
    pub(super) write: bool,
}

impl FixOptions {
    /// Whether one of the findings has a fix that can be applied.
    pub(super) fn apply_to(self, diagnostics: &[Diagnostic]) -> bool {
        let mut fixes = diagnostics.iter().filter_map(|finding| finding.fix.as_ref());
        fixes.any(|fix| fix.applicability >= self.min_applicability)
    }

    /// Writes or shows the fixed text of a file. Returns it with its findings if a fix was applied.
    pub(super) fn write_or_show(
        self,
        file: &FileResult,
        before: &ParsedFile<'_>,
        fixed: Fixed,
    ) -> (FixOutcome, Option<LintResult<'static>>) {
        let rejected = fixed.rejected.iter().map(|fix| format!("{}: {}", fix.rule, fix.title)).collect();
        let mut outcome = FixOutcome { applied: fixed.applied.len(), rejected, ..FixOutcome::default() };
        let Some(after) = fixed.result else { return (outcome, None) };
        let is_written = self.write && file.real_path != Path::new("-");
        if !self.write {
            let diff = unified_diff(&file.path, &before.masked_text(), &after.file.masked_text());
            outcome.diff = printable(&diff);
        } else if is_written
            && let Err(error) =
                replace_file(&file.real_path, before.text().as_bytes(), after.text().as_bytes())
        {
            (outcome.applied, outcome.error) = (0, Some(error.to_string()));
        }
        outcome.text = (!is_written).then(|| after.text().to_owned());
        (outcome, Some(after))
    }
}

/// Sanitises a diff for the terminal, but keeps the carriage returns at the ends of lines.
fn printable(diff: &str) -> String {
    let lines = diff.split_inclusive('\n').map(|line| {
        let (text, end) = match line.strip_suffix("\r\n") {
            Some(text) => (text, "\r\n"),
            None => line.strip_suffix('\n').map_or((line, ""), |text| (text, "\n")),
        };
        format!("{}{end}", sanitize(text))
    });
    lines.collect()
}
