//! Counts of a run, and the sentence that summarises them.

use std::fmt;

use serde::Serialize;

use crate::text::pluralize;

/// Counts of files, findings and fixes of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// Files that were checked.
    pub files: usize,
    /// Discovered files that are not Synchronize jobs.
    pub skipped: usize,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity info.
    pub infos: usize,
    /// Findings with a fix.
    pub fixable: usize,
    /// Findings that are not reported because of a suppression or the baseline.
    pub suppressed: usize,
    /// Fixes that were applied.
    #[serde(skip_serializing_if = "is_zero")]
    pub fixed: usize,
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// Formats the summary sentence, such as `2 errors and 1 warning in 3 files checked; 1 of them has a fix`.
impl fmt::Display for Summary {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [(self.errors, "error"), (self.warnings, "warning"), (self.infos, "info")];
        let found: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|&(count, noun)| pluralize(count, noun))
            .collect();
        let checked = pluralize(self.files, "file");
        match found.as_slice() {
            [] if self.files == 0 => out.write_str("no files checked")?,
            [] => write!(out, "no problems in {checked} checked")?,
            [only] => write!(out, "{only} in {checked} checked")?,
            [head @ .., last] => write!(out, "{} and {last} in {checked} checked", head.join(", "))?,
        }
        match (self.fixable, self.errors + self.warnings + self.infos) {
            (0, _) => {}
            (_, 1) => out.write_str("; it has a fix")?,
            (1, _) => out.write_str("; 1 of them has a fix")?,
            (fixable, _) => write!(out, "; {fixable} of them have a fix")?,
        }
        if self.fixed > 0 {
            let fixes = if self.fixed == 1 { "fix" } else { "fixes" };
            write!(out, "; {} {fixes} applied", self.fixed)?;
        }
        if self.suppressed > 0 {
            write!(out, "; {} suppressed", self.suppressed)?;
        }
        match self.skipped {
            0 => Ok(()),
            1 => out.write_str("; 1 file skipped: not a Synchronize job"),
            skipped => write!(out, "; {skipped} files skipped: not Synchronize jobs"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_summary_sentence() {
        let empty = Summary::default();
        let clean = Summary { files: 3, ..empty };
        let cases = [
            (empty, "no files checked"),
            (clean, "no problems in 3 files checked"),
            (Summary { files: 1, ..empty }, "no problems in 1 file checked"),
            (Summary { errors: 1, fixable: 1, ..clean }, "1 error in 3 files checked; it has a fix"),
            (
                Summary { errors: 2, warnings: 1, fixable: 1, ..clean },
                "2 errors and 1 warning in 3 files checked; 1 of them has a fix",
            ),
            (
                Summary { errors: 1, warnings: 2, infos: 3, fixable: 2, suppressed: 4, ..clean },
                "1 error, 2 warnings and 3 infos in 3 files checked; 2 of them have a fix; 4 suppressed",
            ),
            (
                Summary { skipped: 2, ..clean },
                "no problems in 3 files checked; 2 files skipped: not Synchronize jobs",
            ),
            (Summary { skipped: 1, ..empty }, "no files checked; 1 file skipped: not a Synchronize job"),
        ];
        for (summary, sentence) in cases {
            assert_eq!(summary.to_string(), sentence);
        }
    }
}
