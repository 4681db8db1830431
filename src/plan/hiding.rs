//! Findings that are not reported: suppressed ones, and those in the baseline.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::baseline::Baseline;
use crate::config::{Date, Suppression};
use crate::diagnostic::Diagnostic;
use crate::files::display_path;
use crate::text::Secrets;

use super::{Plan, normal};

/// Takes the suppressed findings of one file out; gives the places of the suppressions that did so.
pub fn suppress(plan: &Plan, today: Option<Date>, found: &mut Vec<Diagnostic>) -> Vec<usize> {
    let Some(config) = &plan.config else { return Vec::new() };
    let holding: Vec<(usize, &Suppression)> = (0..)
        .zip(&config.suppressions)
        .filter(|(_, one)| !one.is_expired(today) && one.files.is_match(&plan.relative))
        .collect();
    let mut used = BTreeSet::new();
    if !holding.is_empty() {
        found.retain(|finding| {
            let mut matching = holding.iter().filter(|(_, one)| one.matches(finding)).peekable();
            let reported = matching.peek().is_none();
            used.extend(matching.map(|(at, _)| *at));
            reported
        });
    }
    used.into_iter().collect()
}

/// The baseline of a run.
pub struct KnownFindings {
    /// What is known.
    pub baseline: Baseline,
    /// The folder that its paths are relative to.
    folder: PathBuf,
}

impl KnownFindings {
    /// A baseline that was read from `file`.
    #[must_use]
    pub fn new(baseline: Baseline, file: &Path) -> Self {
        let here = std::env::current_dir().unwrap_or_default();
        let file = normal(&here.join(file));
        Self { baseline, folder: file.parent().map(Path::to_owned).unwrap_or_default() }
    }

    /// The name that a file has in the baseline.
    #[must_use]
    pub fn name(&self, path: &Path) -> String {
        let here = std::env::current_dir().unwrap_or_default();
        let absolute = normal(&here.join(path));
        let relative = absolute.strip_prefix(&self.folder).unwrap_or(&absolute);
        let text = relative.to_string_lossy();
        if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace('\\', "/") }
    }

    /// Takes the known findings of a file out; gives lines that name the known ones that are gone.
    pub fn hide(
        &self,
        path: &Path,
        text: &str,
        secrets: &Secrets,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<String> {
        let name = self.name(path);
        let stale = self.baseline.hide(&name, text, secrets, found);
        stale
            .iter()
            .map(|entry| format!("{}{}: {}", display_path(path), at(&entry.pointer), entry.rule))
            .collect()
    }

    /// The files of the baseline that are no longer there.
    #[must_use]
    pub fn missing_files(&self) -> Vec<String> {
        self.baseline.paths().filter(|name| !self.folder.join(name).exists()).map(str::to_owned).collect()
    }
}

fn at(pointer: &str) -> String {
    if pointer.is_empty() { String::new() } else { format!("#{pointer}") }
}
