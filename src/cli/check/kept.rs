//! What is kept of a checked file until everything is printed.

use std::path::PathBuf;

use crate::diagnostic::{Diagnostic, Suppressed};
use crate::linter::Mark;
use crate::text::Secrets;

use super::fixing::FixOutcome;

/// What is kept of a checked file.
pub(super) struct Kept {
    /// The path as it is shown.
    pub(super) path: String,
    pub(super) real_path: PathBuf,
    pub(super) skipped: bool,
    /// Whether it is no job file but a configuration that something is said of.
    pub(super) is_config: bool,
    /// Nothing of a clean file is kept.
    pub(super) findings: Option<Box<Findings>>,
    /// How many findings were taken out.
    pub(super) hidden: usize,
    /// Suppressions that were used, by their place in the configuration.
    pub(super) used: Vec<usize>,
    /// Findings of the baseline that are gone.
    pub(super) stale: Vec<String>,
    /// What came of fixing it, where that is anything.
    pub(super) fixed: Option<Box<FixOutcome>>,
    /// What it holds that no other file should.
    pub(super) marks: Vec<Mark>,
    /// What came from standard input, which cannot be read a second time.
    pub(super) standard_input: Option<Vec<u8>>,
}

/// What was found in a file, with the text that it is about.
pub(super) struct Findings {
    pub(super) text: String,
    pub(super) secrets: Secrets,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What is not reported, where a report carries that all the same.
    pub(super) suppressed: Vec<Suppressed>,
}

impl Kept {
    pub(super) fn nothing(path: String, real_path: PathBuf) -> Self {
        Self {
            path,
            real_path,
            skipped: false,
            is_config: false,
            findings: None,
            hidden: 0,
            used: Vec::new(),
            stale: Vec::new(),
            fixed: None,
            marks: Vec::new(),
            standard_input: None,
        }
    }

    /// What came of fixing it.
    pub(super) fn fixed(&self) -> &FixOutcome {
        static NOTHING: FixOutcome = FixOutcome::nothing();
        self.fixed.as_deref().unwrap_or(&NOTHING)
    }

    pub(super) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().flat_map(|findings| findings.diagnostics.iter())
    }
}
