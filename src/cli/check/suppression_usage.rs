//! Reports suppressions that were not used.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{Config, Date};
use crate::diagnostic::Diagnostic;
use crate::rules::{find_rule, joblint::unused_suppression};
use crate::settings::{FileSettings, normalize_path};
use crate::text::Secrets;

use super::file_result::{FileFindings, FileResult};

/// The suppressions that the files of a run used, by configuration.
#[derive(Default)]
pub(super) struct SuppressionUsage {
    configs: BTreeMap<PathBuf, ConfigUsage>,
}

struct ConfigUsage {
    config: Arc<Config>,
    settings: FileSettings,
    used: BTreeSet<usize>,
    /// Suppressions that apply to a checked file.
    applicable: BTreeSet<usize>,
}

impl SuppressionUsage {
    /// Records the suppressions that one file used.
    pub(super) fn record(&mut self, settings: &FileSettings, used: &[usize]) {
        let Some(config) = settings.config.as_ref().filter(|config| !config.suppressions.is_empty()) else {
            return;
        };
        let entry = self.configs.entry(config.path.clone()).or_insert_with(|| ConfigUsage {
            config: Arc::clone(config),
            settings: settings.clone(),
            used: BTreeSet::new(),
            applicable: BTreeSet::new(),
        });
        entry.used.extend(used);
        for (index, suppression) in (0..).zip(&config.suppressions) {
            if suppression.matcher.is_match(&settings.relative_path) {
                entry.applicable.insert(index);
            }
        }
    }

    /// Reports the suppressions that matched nothing or have expired, by configuration file.
    ///
    /// `paths` are the arguments of the run: if they do not cover all files of a configuration, only suppressions
    /// of checked files can be reported.
    pub(super) fn findings(&self, paths: &[PathBuf], today: Option<Date>) -> Vec<(FileResult, FileSettings)> {
        let cwd = std::env::current_dir().unwrap_or_default();
        let covers =
            |folder: &Path| paths.iter().any(|path| folder.starts_with(normalize_path(&cwd.join(path))));
        let mut results = Vec::new();
        for usage in self.configs.values() {
            let is_complete = covers(&normalize_path(&usage.config.folder));
            let diagnostics = usage.settings.linter.apply_settings(usage.unused(is_complete, today));
            if !diagnostics.is_empty() {
                let findings = FileFindings {
                    text: usage.config.text.clone(),
                    secrets: Secrets::default(),
                    diagnostics,
                    suppressed: Vec::new(),
                    fingerprints: Vec::new(),
                };
                let result = FileResult::for_config(usage.config.path.clone(), findings);
                results.push((result, usage.settings.clone()));
            }
        }
        results
    }
}

impl ConfigUsage {
    /// Reports the unused suppressions. If the run did not check all files of the configuration, only those for
    /// a single checked file are known to be unused.
    fn unused(&self, is_complete: bool, today: Option<Date>) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for (index, suppression) in (0..).zip(&self.config.suppressions) {
            let is_applicable = self.applicable.contains(&index);
            let is_single_file = !suppression.pattern.contains(['*', '?', '[', '{']);
            let is_known = is_complete || (is_single_file && is_applicable);
            let rule_runs =
                find_rule(suppression.rule).is_some_and(|rule| self.settings.linter.is_rule_enabled(rule));
            if is_known && rule_runs && !self.used.contains(&index) {
                let is_expired = suppression.is_expired(today);
                diagnostics.push(unused_suppression::diagnostic(suppression, is_expired, !is_applicable));
            }
        }
        diagnostics
    }
}
