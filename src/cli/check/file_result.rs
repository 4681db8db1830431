//! The results of checked files, until everything is printed.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Suppressed};
use crate::files::display_path;
use crate::fingerprint::Fingerprint;
use crate::linter::KeyHash;
use crate::text::Secrets;

use super::fix_outcome::FixOutcome;

/// The result of a checked file. There may be very many: a clean file has no [`FileOutcome`].
pub(super) struct FileResult {
    pub(super) real_path: PathBuf,
    /// The path as it is displayed.
    pub(super) path: String,
    pub(super) is_skipped: bool,
    /// Whether the file is not a job but a configuration.
    pub(super) is_config: bool,
    /// The values that must be unique among files.
    pub(super) key_hashes: Box<[KeyHash]>,
    pub(super) outcome: Option<Box<FileOutcome>>,
}

/// Everything that is reported about a file.
#[derive(Default)]
pub(super) struct FileOutcome {
    pub(super) findings: Option<FileFindings>,
    /// The number of suppressed findings.
    pub(super) suppressed_count: usize,
    /// The suppressions that were used, by their index in the configuration.
    pub(super) used_suppressions: Vec<usize>,
    /// Entries of the baseline that match no finding.
    pub(super) stale_entries: Vec<String>,
    pub(super) fix: FixOutcome,
    /// The content of a stream, which cannot be read a second time.
    pub(super) stream_content: Option<Vec<u8>>,
}

/// The findings of a file and the text that they refer to.
pub(super) struct FileFindings {
    pub(super) text: String,
    pub(super) secrets: Secrets,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Suppressed findings, if a report contains them.
    pub(super) suppressed: Vec<Suppressed>,
    /// The fingerprints of `diagnostics`, followed by those of `suppressed`; empty if nothing needs them.
    pub(super) fingerprints: Vec<Fingerprint>,
}

impl FileResult {
    /// The result of a file without findings.
    pub(super) fn clean(real_path: PathBuf) -> Self {
        let path = display_path(&real_path);
        let key_hashes = Box::default();
        Self { real_path, path, is_skipped: false, is_config: false, key_hashes, outcome: None }
    }

    /// The findings in a configuration file.
    pub(super) fn for_config(path: PathBuf, findings: FileFindings) -> Self {
        let outcome = FileOutcome { findings: Some(findings), ..FileOutcome::default() };
        Self { is_config: true, outcome: Some(Box::new(outcome)), ..Self::clean(path) }
    }

    /// The path by which the baseline lists the file.
    pub(super) fn baseline_path(&self) -> &Path {
        if self.real_path == Path::new("-") { Path::new(&self.path) } else { &self.real_path }
    }

    /// Replaces the findings, and keeps what is known about fixing and reading the file.
    pub(super) fn replace_findings(&mut self, other: Self) {
        let old = self.outcome.take().unwrap_or_default();
        (self.is_skipped, self.outcome) = (other.is_skipped, other.outcome);
        let outcome = self.outcome_mut();
        (outcome.fix, outcome.stream_content) = (old.fix, old.stream_content);
    }

    pub(super) fn outcome_mut(&mut self) -> &mut FileOutcome {
        self.outcome.get_or_insert_default()
    }

    pub(super) fn findings(&self) -> Option<&FileFindings> {
        self.outcome.as_ref()?.findings.as_ref()
    }

    pub(super) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings().into_iter().flat_map(|findings| &findings.diagnostics)
    }

    /// The outcome of fixing the file, if anything was reported about the file.
    pub(super) fn fix_outcome(&self) -> Option<&FixOutcome> {
        self.outcome.as_ref().map(|outcome| &outcome.fix)
    }

    pub(super) fn stale_entries(&self) -> &[String] {
        self.outcome.as_ref().map_or(&[], |outcome| &outcome.stale_entries)
    }

    pub(super) fn used_suppressions(&self) -> &[usize] {
        self.outcome.as_ref().map_or(&[], |outcome| &outcome.used_suppressions)
    }
}
