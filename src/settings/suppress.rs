//! Findings that are not reported: suppressed ones, and those in the baseline.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::baseline::{Baseline, BaselineEntry};
use crate::config::{Date, Suppression};
use crate::diagnostic::{Diagnostic, Suppressed};
use crate::files::display_path;
use crate::source::ParsedFile;

use super::{FileSettings, normalize_path};

/// What suppressions made of one file's findings.
#[derive(Debug, Default)]
pub struct SuppressionResult {
    /// What they took out.
    pub suppressed: Vec<Suppressed>,
    /// Those that did so, by their place in the configuration.
    pub used_indices: Vec<usize>,
}

/// Takes the suppressed findings of one file out.
pub fn apply_suppressions(
    plan: &FileSettings,
    today: Option<Date>,
    found: &mut Vec<Diagnostic>,
) -> SuppressionResult {
    let Some(config) = &plan.config else { return SuppressionResult::default() };
    let holding: Vec<(usize, &Suppression)> = (0..)
        .zip(&config.suppressions)
        .filter(|(_, one)| !one.is_expired(today) && one.matcher.is_match(&plan.relative_path))
        .collect();
    let mut used = BTreeSet::new();
    let mut suppressed = Vec::new();
    if !holding.is_empty() {
        for finding in found.extract_if(.., |finding| holding.iter().any(|(_, one)| one.matches(finding))) {
            let mut reason = None;
            for (at, one) in holding.iter().filter(|(_, one)| one.matches(&finding)) {
                used.insert(*at);
                reason.get_or_insert(&one.reason);
            }
            suppressed.push(Suppressed { finding, reason: reason.cloned().unwrap_or_default() });
        }
    }
    SuppressionResult { suppressed, used_indices: used.into_iter().collect() }
}

/// What the baseline made of one file's findings.
#[derive(Debug, Default)]
pub struct BaselineResult {
    /// What it took out.
    pub suppressed: Vec<Suppressed>,
    /// Lines that name what it knows and was not found.
    pub stale_entries: Vec<String>,
}

/// The baseline of a run.
pub struct BaselineFilter {
    /// What is known.
    pub baseline: Baseline,
    /// The folder that its paths are relative to.
    folder: PathBuf,
}

impl BaselineFilter {
    /// A baseline that was read from `file`.
    #[must_use]
    pub fn new(baseline: Baseline, file: &Path) -> Self {
        let here = std::env::current_dir().unwrap_or_default();
        let file = normalize_path(&here.join(file));
        Self { baseline, folder: file.parent().map(Path::to_owned).unwrap_or_default() }
    }

    /// The name that a file has in the baseline.
    #[must_use]
    pub fn entry_path(&self, path: &Path) -> String {
        let here = std::env::current_dir().unwrap_or_default();
        let absolute = normalize_path(&here.join(path));
        let relative = absolute.strip_prefix(&self.folder).unwrap_or(&absolute);
        let text = relative.to_string_lossy();
        if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace('\\', "/") }
    }

    /// Takes the known findings of a file out.
    pub fn filter(&self, path: &Path, file: &ParsedFile<'_>, found: &mut Vec<Diagnostic>) -> BaselineResult {
        let name = self.entry_path(path);
        let (hidden, stale) = self.baseline.filter_known(&name, file, found);
        let known = |finding| Suppressed { finding, reason: "recorded in the baseline".to_owned() };
        let gone = |entry: &BaselineEntry| {
            format!("{}{}: {}", display_path(path), format_pointer(&entry.pointer), entry.rule)
        };
        BaselineResult {
            suppressed: hidden.into_iter().map(known).collect(),
            stale_entries: stale.into_iter().map(gone).collect(),
        }
    }

    /// The files of the baseline that are no longer there.
    #[must_use]
    pub fn missing_files(&self) -> Vec<String> {
        self.baseline.paths().filter(|name| !self.folder.join(name).exists()).map(str::to_owned).collect()
    }
}

fn format_pointer(pointer: &str) -> String {
    if pointer.is_empty() { String::new() } else { format!("#{pointer}") }
}
