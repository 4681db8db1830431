//! Findings that are not reported: those that are suppressed, and those recorded in the baseline.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::baseline::{Baseline, BaselineEntry};
use crate::config::{Date, Suppression};
use crate::diagnostic::{Diagnostic, Suppressed};
use crate::files::{display_path, to_slash};
use crate::source::ParsedFile;

use super::{FileSettings, normalize_path};

/// The findings of one file that suppressions remove.
#[derive(Debug, Default)]
pub struct SuppressionResult {
    /// The removed findings.
    pub suppressed: Vec<Suppressed>,
    /// The suppressions that were used, by their index in the configuration.
    pub used_indices: Vec<usize>,
}

/// Removes the suppressed findings of one file.
pub fn apply_suppressions(
    settings: &FileSettings,
    today: Option<Date>,
    found: &mut Vec<Diagnostic>,
) -> SuppressionResult {
    let Some(config) = &settings.config else { return SuppressionResult::default() };
    let applicable: Vec<(usize, &Suppression)> = (0..)
        .zip(&config.suppressions)
        .filter(|(_, one)| !one.is_expired(today) && one.matcher.is_match(&settings.relative_path))
        .collect();
    let mut used = BTreeSet::new();
    let mut suppressed = Vec::new();
    if !applicable.is_empty() {
        for finding in found.extract_if(.., |finding| applicable.iter().any(|(_, one)| one.matches(finding)))
        {
            let mut reason = None;
            for (index, one) in applicable.iter().filter(|(_, one)| one.matches(&finding)) {
                used.insert(*index);
                reason.get_or_insert(&one.reason);
            }
            suppressed.push(Suppressed { finding, reason: reason.cloned().unwrap_or_default() });
        }
    }
    SuppressionResult { suppressed, used_indices: used.into_iter().collect() }
}

/// The findings of one file that the baseline removes.
#[derive(Debug, Default)]
pub struct BaselineResult {
    /// The removed findings.
    pub suppressed: Vec<Suppressed>,
    /// Descriptions of the recorded findings that no longer exist.
    pub stale_entries: Vec<String>,
}

/// A baseline and the folder that its paths are relative to.
pub struct BaselineFilter {
    /// The recorded findings.
    pub baseline: Baseline,
    folder: PathBuf,
}

impl BaselineFilter {
    /// Creates the filter of a baseline that was read from `file`.
    #[must_use]
    pub fn new(baseline: Baseline, file: &Path) -> Self {
        let cwd = std::env::current_dir().unwrap_or_default();
        let file = normalize_path(&cwd.join(file));
        Self { baseline, folder: file.parent().map(Path::to_owned).unwrap_or_default() }
    }

    /// The path under which the baseline lists a file.
    #[must_use]
    pub fn entry_path(&self, path: &Path) -> String {
        let cwd = std::env::current_dir().unwrap_or_default();
        let absolute = normalize_path(&cwd.join(path));
        to_slash(absolute.strip_prefix(&self.folder).unwrap_or(&absolute))
    }

    /// Removes the recorded findings of a file.
    pub fn filter(&self, path: &Path, file: &ParsedFile<'_>, found: &mut Vec<Diagnostic>) -> BaselineResult {
        let (known, stale) = self.baseline.filter_known(&self.entry_path(path), file, found);
        let suppressed = |finding| Suppressed { finding, reason: "recorded in the baseline".to_owned() };
        let describe = |entry: &BaselineEntry| {
            format!("{}{}: {}", display_path(path), format_pointer(&entry.pointer), entry.rule)
        };
        BaselineResult {
            suppressed: known.into_iter().map(suppressed).collect(),
            stale_entries: stale.into_iter().map(describe).collect(),
        }
    }

    /// The files of the baseline that no longer exist.
    #[must_use]
    pub fn missing_files(&self) -> Vec<String> {
        self.baseline.paths().filter(|path| !self.folder.join(path).exists()).map(str::to_owned).collect()
    }
}

fn format_pointer(pointer: &str) -> String {
    if pointer.is_empty() { String::new() } else { format!("#{pointer}") }
}
