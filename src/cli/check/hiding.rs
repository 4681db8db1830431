//! Findings that are not reported: suppressed ones, and those in the baseline.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::baseline::Baseline;
use crate::config::{Config, Date, Suppression};
use crate::diagnostic::Diagnostic;
use crate::files::display_path;
use crate::rules::{find, unused_suppression};
use crate::text::Secrets;

use super::plan::{Plan, normal};
use super::{Findings, Kept};

/// Takes the suppressed findings of one file out; gives the places of the suppressions that did so.
pub(super) fn suppress(plan: &Plan, today: Option<Date>, found: &mut Vec<Diagnostic>) -> Vec<usize> {
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

/// What the files of a run made of the suppressions of their configurations.
#[derive(Default)]
pub(super) struct Usage {
    configs: BTreeMap<PathBuf, UsageOfConfig>,
}

struct UsageOfConfig {
    config: Arc<Config>,
    plan: Plan,
    used: BTreeSet<usize>,
    /// Suppressions for files that were checked.
    reached: BTreeSet<usize>,
}

impl Usage {
    /// Notes what one file used.
    pub(super) fn note(&mut self, plan: &Plan, used: &[usize]) {
        let Some(config) = plan.config.as_ref().filter(|config| !config.suppressions.is_empty()) else {
            return;
        };
        let entry = self.configs.entry(config.path.clone()).or_insert_with(|| UsageOfConfig {
            config: Arc::clone(config),
            plan: plan.clone(),
            used: BTreeSet::new(),
            reached: BTreeSet::new(),
        });
        entry.used.extend(used);
        for (at, suppression) in (0..).zip(&config.suppressions) {
            if suppression.files.is_match(&plan.relative) {
                entry.reached.insert(at);
            }
        }
    }

    /// The findings about suppressions that matched nothing or have expired, by configuration file.
    ///
    /// `paths` are those that the run was asked for: where only some files were checked, nothing can
    /// be said of a suppression for others.
    pub(super) fn findings(&self, paths: &[PathBuf], today: Option<Date>) -> Vec<(Kept, Plan)> {
        let here = std::env::current_dir().unwrap_or_default();
        let covers = |folder: &Path| paths.iter().any(|path| folder.starts_with(normal(&here.join(path))));
        let mut kept = Vec::new();
        for usage in self.configs.values() {
            let everything = covers(&normal(&usage.config.folder));
            let mut diagnostics = Vec::new();
            for (at, suppression) in (0..).zip(&usage.config.suppressions) {
                let one_file = !suppression.file.contains(['*', '?', '[', '{']);
                let decided = everything || (one_file && usage.reached.contains(&at));
                let rule_runs = find(suppression.rule).is_some_and(|rule| usage.plan.linter.runs(rule));
                if !decided || !rule_runs || usage.used.contains(&at) {
                    continue;
                }
                let no_file = !usage.reached.contains(&at);
                diagnostics.push(unused_suppression::report(
                    suppression,
                    suppression.is_expired(today),
                    no_file,
                ));
            }
            let diagnostics = usage.plan.linter.shown(diagnostics);
            if !diagnostics.is_empty() {
                let findings =
                    Findings { text: usage.config.text.clone(), secrets: Secrets::default(), diagnostics };
                let path = display_path(&usage.config.path);
                let of_config = Kept {
                    is_config: true,
                    findings: Some(findings),
                    ..Kept::nothing(path, usage.config.path.clone())
                };
                kept.push((of_config, usage.plan.clone()));
            }
        }
        kept
    }
}

/// The baseline of a run.
pub(super) struct KnownFindings {
    /// What is known.
    pub(super) baseline: Baseline,
    /// The folder that its paths are relative to.
    folder: PathBuf,
}

impl KnownFindings {
    pub(super) fn new(baseline: Baseline, file: &Path) -> Self {
        let here = std::env::current_dir().unwrap_or_default();
        let file = normal(&here.join(file));
        Self { baseline, folder: file.parent().map(Path::to_owned).unwrap_or_default() }
    }

    /// The name that a file has in the baseline.
    pub(super) fn name(&self, path: &Path) -> String {
        let here = std::env::current_dir().unwrap_or_default();
        let absolute = normal(&here.join(path));
        let relative = absolute.strip_prefix(&self.folder).unwrap_or(&absolute);
        let text = relative.to_string_lossy();
        if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace('\\', "/") }
    }

    /// Takes the known findings of a file out; gives lines that name the known ones that are gone.
    pub(super) fn hide(
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
    pub(super) fn missing_files(&self) -> Vec<String> {
        self.baseline.paths().filter(|name| !self.folder.join(name).exists()).map(str::to_owned).collect()
    }
}

fn at(pointer: &str) -> String {
    if pointer.is_empty() { String::new() } else { format!("#{pointer}") }
}
