//! Which configuration holds for a file, the linter that follows from it, and which findings are
//! not reported.
//!
//! The command line and the language server ask here, so that both find the same.

mod hiding;

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

pub use hiding::{ByBaseline, BySuppressions, KnownFindings, suppress};

/// The rules and options that a configuration may name.
pub const VOCABULARY: Vocabulary = Vocabulary { rules: RULES, options: OPTIONS };

/// What somebody asked for beside the configuration.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The rules that are on.
    pub selection: Selection,
    /// No configuration at all.
    pub no_config: bool,
    /// Least severity that makes a run fail.
    pub fail_on: Option<Severity>,
    /// Findings of severity info, too.
    pub infos: bool,
    /// Files that were named are treated like those that were found.
    pub force_exclude: bool,
}

/// How one file is checked.
#[derive(Clone)]
pub struct Plan {
    /// The linter with the settings for this file, shared with files that have the same.
    pub linter: Arc<Linter>,
    /// Its configuration.
    pub config: Option<Arc<Config>>,
    /// Its path from the configuration's folder; empty where there is none.
    pub relative: PathBuf,
    /// Least severity that makes the run fail.
    pub fail_on: Severity,
}

impl Plan {
    /// Whether the configuration leaves the file out.
    #[must_use]
    pub fn is_excluded(&self) -> bool {
        let config = self.config.as_ref();
        config.is_some_and(|config| self.relative.ancestors().any(|above| config.exclude.is_match(above)))
    }

    /// Whether the configuration says that the file is a job.
    #[must_use]
    pub fn is_included(&self) -> bool {
        self.config.as_ref().is_some_and(|config| config.include.is_match(&self.relative))
    }
}

/// Makes the plans of a run, reading each configuration once.
pub struct Planner {
    wanted: Wanted,
    here: PathBuf,
    /// The one configuration that was named.
    named: Option<Arc<Config>>,
    configs: Configs,
    /// The folder that was asked for last and its configuration: most files stand beside the one before.
    last: Option<(PathBuf, Option<Arc<Config>>)>,
    /// Linters by configuration and the overrides that hold.
    linters: HashMap<(Option<PathBuf>, Vec<usize>), Arc<Linter>>,
    /// The inventory that was named.
    inventory: Option<Arc<Inventory>>,
    /// Those of configurations.
    inventories: HashMap<PathBuf, Option<Arc<Inventory>>>,
}

impl Planner {
    /// A planner; `here` is what relative paths start from.
    #[must_use]
    pub fn new(wanted: Wanted, here: PathBuf) -> Self {
        Self {
            wanted,
            here,
            named: None,
            configs: Configs::default(),
            last: None,
            linters: HashMap::new(),
            inventory: None,
            inventories: HashMap::new(),
        }
    }

    /// The same with one configuration for every file.
    ///
    /// # Errors
    /// It cannot be used.
    pub fn with_config(mut self, path: Option<&Path>) -> Result<Self, ConfigError> {
        if let Some(path) = path {
            self.named = Some(Arc::new(load(&self.here.join(path), VOCABULARY)?));
        }
        Ok(self)
    }

    /// The same with inventory files instead of those that configurations name.
    ///
    /// # Errors
    /// One of them cannot be used.
    pub fn with_inventory(mut self, files: &[PathBuf]) -> Result<Self, ConfigError> {
        let files: Vec<PathBuf> = files.iter().map(|path| self.here.join(path)).collect();
        self.inventory = load_inventory(&files)?;
        Ok(self)
    }

    /// The configuration of the files in a folder.
    ///
    /// # Errors
    /// There is one, and it cannot be used.
    pub fn config(&mut self, folder: &Path) -> Result<Option<Arc<Config>>, ConfigError> {
        if self.wanted.no_config {
            return Ok(None);
        }
        match &self.named {
            Some(config) => Ok(Some(Arc::clone(config))),
            None => match &self.last {
                Some((last, config)) if last.as_os_str() == folder.as_os_str() => Ok(config.clone()),
                _ => {
                    let config = self.configs.of(&normal(&self.here.join(folder)), VOCABULARY)?;
                    self.last = Some((folder.to_owned(), config.clone()));
                    Ok(config)
                }
            },
        }
    }

    /// The files that are checked at all, with their plans. Files that were found count as named ones
    /// where `include` has them, and are left out where `exclude` has them. `force_exclude` makes those
    /// that were named files that were found.
    ///
    /// # Errors
    /// A configuration or an inventory cannot be used.
    pub fn plan(&mut self, files: Vec<FoundFile>) -> Result<Vec<(FoundFile, Plan)>, ConfigError> {
        let mut planned = Vec::with_capacity(files.len());
        for mut file in files {
            let plan = self.plan_of(&file.path)?;
            if self.wanted.force_exclude {
                file.origin = Origin::Discovered;
            }
            if file.origin == Origin::Discovered && plan.is_excluded() {
                continue;
            }
            if plan.is_included() {
                file.origin = Origin::Included;
            }
            planned.push((file, plan));
        }
        Ok(planned)
    }

    /// The plan of one path.
    ///
    /// # Errors
    /// Its configuration or inventory cannot be used.
    pub fn plan_of(&mut self, path: &Path) -> Result<Plan, ConfigError> {
        let config = self.config(path.parent().unwrap_or(Path::new("")))?;
        let inventory = self.inventory(config.as_deref())?;
        Ok(self.plan_under(config, inventory, path))
    }

    /// The plan of one path under a configuration and with an inventory. Of one configuration, the
    /// inventory must always be the same.
    pub fn plan_under(
        &mut self,
        config: Option<Arc<Config>>,
        inventory: Option<Arc<Inventory>>,
        path: &Path,
    ) -> Plan {
        let mut relative = PathBuf::new();
        let mut overrides = Vec::new();
        if let Some(config) = &config {
            let absolute = normal(&self.here.join(path));
            relative = absolute.strip_prefix(normal(&config.folder)).map(Path::to_owned).unwrap_or(absolute);
            let matching = config.overrides.iter().enumerate();
            overrides = matching.filter(|(_, one)| one.files.is_match(&relative)).map(|(at, _)| at).collect();
        }
        let fail_on = match (self.wanted.fail_on, &config) {
            (Some(asked), _) => asked,
            (None, Some(config)) => config.fail_on.unwrap_or(Severity::Error),
            (None, None) => Severity::Error,
        };
        let key = (config.as_ref().map(|config| config.path.clone()), overrides);
        let linter = match self.linters.get(&key) {
            Some(linter) => Arc::clone(linter),
            None => {
                let mut settings = RuleSettings::default();
                if let Some(config) = &config {
                    settings.extend(&config.rules);
                    key.1.iter().for_each(|at| settings.extend(&config.overrides[*at].rules));
                }
                let infos = self.wanted.infos || fail_on == Severity::Info;
                let linter = Linter::new(self.wanted.selection.clone())
                    .with_inventory(inventory)
                    .with_placeholders(config.as_ref().and_then(|config| config.placeholders.clone()))
                    .with_settings(Arc::new(settings))
                    .at_least(if infos { Severity::Info } else { Severity::Warning });
                let linter = Arc::new(linter);
                self.linters.insert(key, Arc::clone(&linter));
                linter
            }
        };
        Plan { linter, config, relative, fail_on }
    }

    /// What is known of the target environment: the inventory that was named, or the configuration's.
    ///
    /// # Errors
    /// It cannot be used.
    pub fn inventory(&mut self, config: Option<&Config>) -> Result<Option<Arc<Inventory>>, ConfigError> {
        let Some(config) = config.filter(|config| self.inventory.is_none() && !config.inventory.is_empty())
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
#[must_use]
pub fn normal(path: &Path) -> PathBuf {
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
