//! What is kept of a checked file until everything is printed.

use std::path::PathBuf;

use crate::diagnostic::{Diagnostic, Suppressed};
use crate::files::display_path;
use crate::linter::KeyHash;
use crate::text::Secrets;

use super::fix::FixOutcome;

/// What is kept of a checked file: of a clean one next to nothing, since there may be very many.
pub(super) struct FileResult {
    pub(super) real_path: PathBuf,
    display_path: DisplayPath,
    pub(super) is_skipped: bool,
    /// Whether it is no job file but a configuration that something is said of.
    pub(super) is_config: bool,
    /// What it holds that no other file should.
    pub(super) key_hashes: Box<[KeyHash]>,
    /// What there is to say of it.
    outcome: Option<Box<FileOutcome>>,
}

/// The path as it is shown.
enum DisplayPath {
    /// What of the real path starts there.
    Suffix(usize),
    /// Something else.
    Custom(Box<str>),
}

/// What there is to say of a file.
#[derive(Default)]
pub(super) struct FileOutcome {
    pub(super) findings: Option<FileFindings>,
    /// How many findings were taken out.
    pub(super) suppressed_count: usize,
    /// Suppressions that were used, by their place in the configuration.
    pub(super) used_suppressions: Vec<usize>,
    /// Findings of the baseline that are gone.
    pub(super) stale_entries: Vec<String>,
    /// What came of fixing it.
    pub(super) fix_outcome: FixOutcome,
    /// What came from standard input, which cannot be read a second time.
    pub(super) stdin_content: Option<Vec<u8>>,
}

/// What was found in a file, with the text that it is about.
pub(super) struct FileFindings {
    pub(super) text: String,
    pub(super) secrets: Secrets,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What is not reported, where a report carries that all the same.
    pub(super) suppressed: Vec<Suppressed>,
}

impl FileResult {
    /// A file of which there is nothing to say.
    pub(super) fn clean(real_path: PathBuf) -> Self {
        let shown = display_path(&real_path);
        let before = real_path.to_str().and_then(|path| path.strip_suffix(shown.as_str()));
        let shown = before
            .map_or_else(|| DisplayPath::Custom(shown.into()), |before| DisplayPath::Suffix(before.len()));
        Self {
            real_path,
            display_path: shown,
            is_skipped: false,
            is_config: false,
            key_hashes: Box::default(),
            outcome: None,
        }
    }

    /// What a configuration is said to have wrong.
    pub(super) fn for_config(path: PathBuf, findings: FileFindings) -> Self {
        let mut kept = Self { is_config: true, ..Self::clean(path) };
        kept.outcome_mut().findings = Some(findings);
        kept
    }

    /// The same file by another real path; it is shown as before.
    pub(super) fn with_real_path(self, path: &str) -> Self {
        let shown = DisplayPath::Custom(self.path().into());
        Self { real_path: path.into(), display_path: shown, ..self }
    }

    /// The path as it is shown.
    pub(super) fn path(&self) -> &str {
        match &self.display_path {
            DisplayPath::Suffix(start) => {
                self.real_path.to_str().and_then(|path| path.get(*start..)).unwrap_or_default()
            }
            DisplayPath::Custom(path) => path,
        }
    }

    /// What there is to say of it.
    pub(super) fn outcome(&self) -> &FileOutcome {
        static NOTHING: FileOutcome = FileOutcome {
            findings: None,
            suppressed_count: 0,
            used_suppressions: Vec::new(),
            stale_entries: Vec::new(),
            fix_outcome: FixOutcome::empty(),
            stdin_content: None,
        };
        self.outcome.as_deref().unwrap_or(&NOTHING)
    }

    /// The same, to be added to.
    pub(super) fn outcome_mut(&mut self) -> &mut FileOutcome {
        self.outcome.get_or_insert_default()
    }

    /// Says of it what is to be said of another one.
    pub(super) fn replace_outcome(&mut self, of: Self) {
        (self.is_skipped, self.outcome) = (of.is_skipped, of.outcome);
    }

    /// What came of fixing it.
    pub(super) fn fix_outcome(&self) -> &FixOutcome {
        &self.outcome().fix_outcome
    }

    pub(super) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.outcome().findings.iter().flat_map(|findings| findings.diagnostics.iter())
    }
}
