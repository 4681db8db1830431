//! Which configuration holds for a file, the linter that follows from it, and which findings are
//! not reported.
//!
//! The command line and the language server ask here, so that both find the same.

mod suppress;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{Config, ConfigCache, ConfigError, RuleCatalog, load_config, load_inventory};
use crate::diagnostic::Severity;
use crate::files::InputFile;
use crate::inventory::Inventory;
use crate::linter::{FileOrigin, Linter};
use crate::rule::{RuleSettings, Selection};
use crate::rules::{OPTIONS, RULES};

pub use suppress::{BaselineFilter, BaselineResult, SuppressionResult, apply_suppressions};

/// The rules and options that a configuration may name.
pub const RULE_CATALOG: RuleCatalog = RuleCatalog { rules: RULES, options: OPTIONS };

/// What somebody asked for beside the configuration.
#[derive(Debug, Clone, Default)]
pub struct CliOverrides {
    /// The rules that are on.
    pub selection: Selection,
    /// No configuration at all.
    pub no_config: bool,
    /// Least severity that makes a run fail.
    pub fail_on: Option<Severity>,
    /// Findings of severity info, too.
    pub include_info: bool,
    /// Files that were named are treated like those that were found.
    pub force_exclude: bool,
}

/// How one file is checked.
#[derive(Clone)]
pub struct FileSettings {
    /// The linter with the settings for this file, shared with files that have the same.
    pub linter: Arc<Linter>,
    /// Its configuration.
    pub config: Option<Arc<Config>>,
    /// Its path from the configuration's folder; empty where there is none.
    pub relative_path: PathBuf,
    /// Least severity that makes the run fail.
    pub fail_on: Severity,
}

impl FileSettings {
    /// Whether the configuration leaves the file out.
    #[must_use]
    pub fn is_excluded(&self) -> bool {
        let config = self.config.as_ref();
        config
            .is_some_and(|config| self.relative_path.ancestors().any(|above| config.exclude.is_match(above)))
    }

    /// Whether the configuration says that the file is a job.
    #[must_use]
    pub fn is_included(&self) -> bool {
        self.config.as_ref().is_some_and(|config| config.include.is_match(&self.relative_path))
    }
}

/// Makes the plans of a run, reading each configuration once.
pub struct SettingsResolver {
    overrides: CliOverrides,
    base_dir: PathBuf,
    /// The one configuration that was named.
    explicit_config: Option<Arc<Config>>,
    configs: ConfigCache,
    /// The folder that was asked for last and its configuration: most files stand beside the one before.
    last_lookup: Option<(PathBuf, Option<Arc<Config>>)>,
    /// Linters by configuration and the overrides that hold.
    linter_cache: HashMap<(Option<PathBuf>, Vec<usize>), Arc<Linter>>,
    /// The inventory that was named.
    explicit_inventory: Option<Arc<Inventory>>,
    /// Those of configurations.
    inventory_cache: HashMap<PathBuf, Option<Arc<Inventory>>>,
}

impl SettingsResolver {
    /// A planner; `here` is what relative paths start from.
    #[must_use]
    pub fn new(wanted: CliOverrides, here: PathBuf) -> Self {
        Self {
            overrides: wanted,
            base_dir: here,
            explicit_config: None,
            configs: ConfigCache::default(),
            last_lookup: None,
            linter_cache: HashMap::new(),
            explicit_inventory: None,
            inventory_cache: HashMap::new(),
        }
    }

    /// The same with one configuration for every file.
    ///
    /// # Errors
    /// It cannot be used.
    pub fn with_config(mut self, path: Option<&Path>) -> Result<Self, ConfigError> {
        if let Some(path) = path {
            self.explicit_config = Some(Arc::new(load_config(&self.base_dir.join(path), RULE_CATALOG)?));
        }
        Ok(self)
    }

    /// The same with inventory files instead of those that configurations name.
    ///
    /// # Errors
    /// One of them cannot be used.
    pub fn with_inventory(mut self, files: &[PathBuf]) -> Result<Self, ConfigError> {
        let files: Vec<PathBuf> = files.iter().map(|path| self.base_dir.join(path)).collect();
        self.explicit_inventory = load_inventory(&files)?;
        Ok(self)
    }

    /// The configuration of the files in a folder.
    ///
    /// # Errors
    /// There is one, and it cannot be used.
    pub fn config_for(&mut self, folder: &Path) -> Result<Option<Arc<Config>>, ConfigError> {
        if self.overrides.no_config {
            return Ok(None);
        }
        match &self.explicit_config {
            Some(config) => Ok(Some(Arc::clone(config))),
            None => match &self.last_lookup {
                Some((last, config)) if last.as_os_str() == folder.as_os_str() => Ok(config.clone()),
                _ => {
                    let config =
                        self.configs.find(&normalize_path(&self.base_dir.join(folder)), RULE_CATALOG)?;
                    self.last_lookup = Some((folder.to_owned(), config.clone()));
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
    pub fn resolve_files(
        &mut self,
        files: Vec<InputFile>,
    ) -> Result<Vec<(InputFile, FileSettings)>, ConfigError> {
        let mut planned = Vec::with_capacity(files.len());
        for mut file in files {
            let plan = self.resolve(&file.path)?;
            if self.overrides.force_exclude {
                file.origin = FileOrigin::Discovered;
            }
            if file.origin == FileOrigin::Discovered && plan.is_excluded() {
                continue;
            }
            if plan.is_included() {
                file.origin = FileOrigin::Included;
            }
            planned.push((file, plan));
        }
        Ok(planned)
    }

    /// The plan of one path.
    ///
    /// # Errors
    /// Its configuration or inventory cannot be used.
    pub fn resolve(&mut self, path: &Path) -> Result<FileSettings, ConfigError> {
        let config = self.config_for(path.parent().unwrap_or(Path::new("")))?;
        let inventory = self.inventory_for(config.as_deref())?;
        Ok(self.resolve_with(config, inventory, path))
    }

    /// The plan of one path under a configuration and with an inventory. Of one configuration, the
    /// inventory must always be the same.
    pub fn resolve_with(
        &mut self,
        config: Option<Arc<Config>>,
        inventory: Option<Arc<Inventory>>,
        path: &Path,
    ) -> FileSettings {
        let mut relative = PathBuf::new();
        let mut overrides = Vec::new();
        if let Some(config) = &config {
            let absolute = normalize_path(&self.base_dir.join(path));
            relative =
                absolute.strip_prefix(normalize_path(&config.folder)).map(Path::to_owned).unwrap_or(absolute);
            let matching = config.overrides.iter().enumerate();
            overrides = matching.filter(|(_, one)| one.files.is_match(&relative)).map(|(at, _)| at).collect();
        }
        let fail_on = match (self.overrides.fail_on, &config) {
            (Some(asked), _) => asked,
            (None, Some(config)) => config.fail_on.unwrap_or(Severity::Error),
            (None, None) => Severity::Error,
        };
        let key = (config.as_ref().map(|config| config.path.clone()), overrides);
        let linter = match self.linter_cache.get(&key) {
            Some(linter) => Arc::clone(linter),
            None => {
                let mut settings = RuleSettings::default();
                if let Some(config) = &config {
                    settings.extend(&config.rules);
                    key.1.iter().for_each(|at| settings.extend(&config.overrides[*at].rules));
                }
                let infos = self.overrides.include_info || fail_on == Severity::Info;
                let linter = Linter::new(self.overrides.selection.clone())
                    .with_inventory(inventory)
                    .with_placeholders(config.as_ref().and_then(|config| config.placeholders.clone()))
                    .with_settings(Arc::new(settings))
                    .with_min_severity(if infos { Severity::Info } else { Severity::Warning });
                let linter = Arc::new(linter);
                self.linter_cache.insert(key, Arc::clone(&linter));
                linter
            }
        };
        FileSettings { linter, config, relative_path: relative, fail_on }
    }

    /// What is known of the target environment: the inventory that was named, or the configuration's.
    ///
    /// # Errors
    /// It cannot be used.
    pub fn inventory_for(&mut self, config: Option<&Config>) -> Result<Option<Arc<Inventory>>, ConfigError> {
        let Some(config) =
            config.filter(|config| self.explicit_inventory.is_none() && !config.inventory.is_empty())
        else {
            return Ok(self.explicit_inventory.clone());
        };
        if let Some(known) = self.inventory_cache.get(&config.path) {
            return Ok(known.clone());
        }
        let files: Vec<PathBuf> = config.inventory.iter().map(|(path, _)| config.folder.join(path)).collect();
        let read = load_inventory(&files)?;
        self.inventory_cache.insert(config.path.clone(), read.clone());
        Ok(read)
    }
}

/// A path without `.` and `..`, as it is written: links are not followed.
#[must_use]
pub fn normalize_path(path: &Path) -> PathBuf {
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
