//! Which configuration holds for a file, and the linter that follows from it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{Config, ConfigError, Configs, Vocabulary, load, load_inventory};
use crate::diagnostic::Severity;
use crate::files::FoundFile;
use crate::inventory::Inventory;
use crate::linter::{Linter, Origin};
use crate::rule::{RuleSettings, Selection};
use crate::rules::{OPTIONS, RULES};

use super::super::args::CheckArgs;

/// The rules and options that a configuration may name.
pub(super) const VOCABULARY: Vocabulary = Vocabulary { rules: RULES, options: OPTIONS };

/// How one file is checked.
#[derive(Clone)]
pub(super) struct Plan {
    /// The linter with the settings for this file.
    pub(super) linter: Linter,
    /// Its configuration.
    pub(super) config: Option<Arc<Config>>,
    /// Its path from the configuration's folder.
    pub(super) relative: PathBuf,
    /// Least severity that makes the run fail.
    pub(super) fail_on: Severity,
}

/// Makes the plans of a run, reading each configuration once.
pub(super) struct Planner<'a> {
    arguments: &'a CheckArgs,
    selection: Selection,
    here: PathBuf,
    /// The one configuration that was named.
    named: Option<Arc<Config>>,
    configs: Configs,
    /// Linters by configuration and the overrides that hold.
    linters: HashMap<(Option<PathBuf>, Vec<usize>), Linter>,
    /// The inventory that was named.
    inventory: Option<Arc<Inventory>>,
    /// Those of configurations.
    inventories: HashMap<PathBuf, Option<Arc<Inventory>>>,
}

impl<'a> Planner<'a> {
    pub(super) fn new(arguments: &'a CheckArgs, selection: Selection) -> Result<Self, ConfigError> {
        let here = std::env::current_dir().unwrap_or_default();
        let named = match &arguments.config {
            Some(path) => Some(Arc::new(load(&here.join(path), VOCABULARY)?)),
            None => None,
        };
        let files: Vec<PathBuf> = arguments.inventory.iter().map(|path| here.join(path)).collect();
        Ok(Self {
            arguments,
            selection,
            here,
            named,
            configs: Configs::default(),
            linters: HashMap::new(),
            inventory: load_inventory(&files)?,
            inventories: HashMap::new(),
        })
    }

    /// The configuration of the files in a folder.
    pub(super) fn config(&mut self, folder: &Path) -> Result<Option<Arc<Config>>, ConfigError> {
        if self.arguments.no_config {
            return Ok(None);
        }
        match &self.named {
            Some(config) => Ok(Some(Arc::clone(config))),
            None => self.configs.of(&normal(&self.here.join(folder)), VOCABULARY),
        }
    }

    /// The files that are checked at all, with their plans. Files that were found count as named ones
    /// where `include` has them, and are left out where `exclude` has them.
    pub(super) fn plan(&mut self, files: Vec<FoundFile>) -> Result<Vec<(FoundFile, Plan)>, ConfigError> {
        let mut planned = Vec::with_capacity(files.len());
        for mut file in files {
            let plan = self.plan_of(&file.path)?;
            if let Some(config) = &plan.config {
                let spared = file.origin == Origin::Asked && !self.arguments.force_exclude;
                if !spared && plan.relative.ancestors().any(|above| config.exclude.is_match(above)) {
                    continue;
                }
                if config.include.is_match(&plan.relative) {
                    file.origin = Origin::Included;
                }
            }
            planned.push((file, plan));
        }
        Ok(planned)
    }

    /// The plan of one path.
    pub(super) fn plan_of(&mut self, path: &Path) -> Result<Plan, ConfigError> {
        let config = self.config(path.parent().unwrap_or(Path::new("")))?;
        let mut relative = path.to_owned();
        let mut overrides = Vec::new();
        if let Some(config) = &config {
            let absolute = normal(&self.here.join(path));
            relative = absolute.strip_prefix(normal(&config.folder)).map(Path::to_owned).unwrap_or(absolute);
            let matching = config.overrides.iter().enumerate();
            overrides = matching.filter(|(_, one)| one.files.is_match(&relative)).map(|(at, _)| at).collect();
        }
        let fail_on = match (self.arguments.fail_on, &config) {
            (Some(asked), _) => asked.severity(),
            (None, Some(config)) => config.fail_on.unwrap_or(Severity::Error),
            (None, None) => Severity::Error,
        };
        let key = (config.as_ref().map(|config| config.path.clone()), overrides);
        let linter = match self.linters.get(&key) {
            Some(linter) => linter.clone(),
            None => {
                let mut settings = RuleSettings::default();
                if let Some(config) = &config {
                    settings.extend(&config.rules);
                    key.1.iter().for_each(|at| settings.extend(&config.overrides[*at].rules));
                }
                let infos = self.arguments.pedantic || fail_on == Severity::Info;
                let inventory = self.inventory(config.as_deref())?;
                let linter = Linter::new(self.selection.clone())
                    .with_inventory(inventory)
                    .with_placeholders(config.as_ref().and_then(|config| config.placeholders.clone()))
                    .with_settings(Arc::new(settings))
                    .at_least(if infos { Severity::Info } else { Severity::Warning });
                self.linters.insert(key, linter.clone());
                linter
            }
        };
        Ok(Plan { linter, config, relative, fail_on })
    }
}

impl Planner<'_> {
    /// What is known of the target environment: the inventory that was named, or the configuration's.
    fn inventory(&mut self, config: Option<&Config>) -> Result<Option<Arc<Inventory>>, ConfigError> {
        let Some(config) =
            config.filter(|config| self.arguments.inventory.is_empty() && !config.inventory.is_empty())
        else {
            return Ok(self.inventory.clone());
        };
        if let Some(known) = self.inventories.get(&config.path) {
            return Ok(known.clone());
        }
        let files: Vec<PathBuf> = config.inventory.iter().map(|(path, _)| config.folder.join(path)).collect();
        let read = load_inventory(&files)?;
        self.inventories.insert(config.path.clone(), read.clone());
        Ok(read)
    }
}

/// A path without `.` and `..`, as it is written: links are not followed.
pub(super) fn normal(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}
