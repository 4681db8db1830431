//! What a run made of the suppressions of its configurations.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{Config, Date};
use crate::rules::{find_rule, joblint::unused_suppression};
use crate::settings::{FileSettings, normalize_path};
use crate::text::Secrets;

use super::file_result::{FileFindings, FileResult};

/// What the files of a run made of the suppressions of their configurations.
#[derive(Default)]
pub(super) struct SuppressionUsage {
    configs: BTreeMap<PathBuf, ConfigUsage>,
}

struct ConfigUsage {
    config: Arc<Config>,
    plan: FileSettings,
    used: BTreeSet<usize>,
    /// Suppressions for files that were checked.
    applicable: BTreeSet<usize>,
}

impl SuppressionUsage {
    /// Notes what one file used.
    pub(super) fn record(&mut self, plan: &FileSettings, used: &[usize]) {
        let Some(config) = plan.config.as_ref().filter(|config| !config.suppressions.is_empty()) else {
            return;
        };
        let entry = self.configs.entry(config.path.clone()).or_insert_with(|| ConfigUsage {
            config: Arc::clone(config),
            plan: plan.clone(),
            used: BTreeSet::new(),
            applicable: BTreeSet::new(),
        });
        entry.used.extend(used);
        for (at, suppression) in (0..).zip(&config.suppressions) {
            if suppression.matcher.is_match(&plan.relative_path) {
                entry.applicable.insert(at);
            }
        }
    }

    /// The findings about suppressions that matched nothing or have expired, by configuration file.
    ///
    /// `paths` are those that the run was asked for: where only some files were checked, nothing can
    /// be said of a suppression for others.
    pub(super) fn findings(&self, paths: &[PathBuf], today: Option<Date>) -> Vec<(FileResult, FileSettings)> {
        let here = std::env::current_dir().unwrap_or_default();
        let covers =
            |folder: &Path| paths.iter().any(|path| folder.starts_with(normalize_path(&here.join(path))));
        let mut kept = Vec::new();
        for usage in self.configs.values() {
            let everything = covers(&normalize_path(&usage.config.folder));
            let mut diagnostics = Vec::new();
            for (at, suppression) in (0..).zip(&usage.config.suppressions) {
                let one_file = !suppression.pattern.contains(['*', '?', '[', '{']);
                let decided = everything || (one_file && usage.applicable.contains(&at));
                let rule_runs =
                    find_rule(suppression.rule).is_some_and(|rule| usage.plan.linter.is_rule_enabled(rule));
                if !decided || !rule_runs || usage.used.contains(&at) {
                    continue;
                }
                let no_file = !usage.applicable.contains(&at);
                diagnostics.push(unused_suppression::report(
                    suppression,
                    suppression.is_expired(today),
                    no_file,
                ));
            }
            let diagnostics = usage.plan.linter.apply_settings(diagnostics);
            if !diagnostics.is_empty() {
                let findings = FileFindings {
                    text: usage.config.text.clone(),
                    secrets: Secrets::default(),
                    diagnostics,
                    suppressed: Vec::new(),
                };
                let of_config = FileResult::for_config(usage.config.path.clone(), findings);
                kept.push((of_config, usage.plan.clone()));
            }
        }
        kept
    }
}
