//! The figures of a run, and the line that tells them.

use std::fmt;

use serde::Serialize;

/// What a run came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// Files that were checked.
    pub files: usize,
    /// Files that were found but are no Synchronize jobs.
    pub skipped: usize,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity info.
    pub infos: usize,
    /// Findings that carry a fix.
    pub fixable: usize,
    /// Findings that a suppression or the baseline took out.
    pub suppressed: usize,
    /// Fixes that were applied.
    #[serde(skip_serializing_if = "is_zero")]
    pub fixed: usize,
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// One line, as the formats for people end with it: `2 errors and 1 warning in 3 files checked; 1 of
/// them has a fix`.
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
            write!(
                out,
                "; {} applied",
                if self.fixed == 1 { "1 fix".to_owned() } else { format!("{} fixes", self.fixed) }
            )?;
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

/// `1 file`, `2 files`.
fn pluralize(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_summary_sentence() {
        let nothing = Summary::default();
        let clean = Summary { files: 3, ..nothing };
        let cases = [
            (nothing, "no files checked"),
            (clean, "no problems in 3 files checked"),
            (Summary { files: 1, ..nothing }, "no problems in 1 file checked"),
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
            (Summary { skipped: 1, ..nothing }, "no files checked; 1 file skipped: not a Synchronize job"),
        ];
        for (summary, sentence) in cases {
            assert_eq!(summary.to_string(), sentence);
        }
    }
}
