//! The settings that apply to a file: its configuration, the linter that follows from it, and the findings that
//! are not reported.
//!
//! The command line and the language server share this module, so that both report the same.

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

/// The rules and options that a configuration can set.
pub const RULE_CATALOG: RuleCatalog = RuleCatalog { rules: RULES, options: OPTIONS };

/// Options of the command line and the editor, which take precedence over the configuration.
#[derive(Debug, Clone, Default)]
pub struct CliOverrides {
    /// The enabled rules.
    pub selection: Selection,
    /// Whether configuration files are ignored.
    pub no_config: bool,
    /// The lowest severity that makes a run fail.
    pub fail_on: Option<Severity>,
    /// Whether findings of severity info are reported.
    pub include_info: bool,
    /// Whether `exclude` also applies to files that are given explicitly.
    pub force_exclude: bool,
}

/// The settings that apply to one file.
#[derive(Clone)]
pub struct FileSettings {
    /// The linter for this file, shared between files with the same settings.
    pub linter: Arc<Linter>,
    /// The configuration that applies to the file.
    pub config: Option<Arc<Config>>,
    /// The path relative to the folder of the configuration; empty without a configuration.
    pub relative_path: PathBuf,
    /// The lowest severity that makes the run fail.
    pub fail_on: Severity,
}

impl FileSettings {
    /// Whether the configuration excludes the file.
    #[must_use]
    pub fn is_excluded(&self) -> bool {
        let config = self.config.as_ref();
        config.is_some_and(|config| self.relative_path.ancestors().any(|path| config.exclude.is_match(path)))
    }

    /// Whether the configuration declares the file as a job.
    #[must_use]
    pub fn is_included(&self) -> bool {
        self.config.as_ref().is_some_and(|config| config.include.is_match(&self.relative_path))
    }
}

/// Resolves the settings of files. Each configuration is read once.
pub struct SettingsResolver {
    overrides: CliOverrides,
    base_dir: PathBuf,
    /// The configuration that applies to all files, if one was given explicitly.
    explicit_config: Option<Arc<Config>>,
    configs: ConfigCache,
    /// The folder of the last lookup and its configuration: consecutive files are mostly in the same folder.
    last_lookup: Option<(PathBuf, Option<Arc<Config>>)>,
    /// Linters by configuration and the indices of the overrides that apply.
    linter_cache: HashMap<(Option<PathBuf>, Vec<usize>), Arc<Linter>>,
    /// The inventory that applies to all files, if one was given explicitly.
    explicit_inventory: Option<Arc<Inventory>>,
    /// Inventories by configuration.
    inventory_cache: HashMap<PathBuf, Option<Arc<Inventory>>>,
}

impl SettingsResolver {
    /// Creates a resolver. Relative paths start at `base_dir`.
    #[must_use]
    pub fn new(overrides: CliOverrides, base_dir: PathBuf) -> Self {
        Self {
            overrides,
            base_dir,
            explicit_config: None,
            configs: ConfigCache::default(),
            last_lookup: None,
            linter_cache: HashMap::new(),
            explicit_inventory: None,
            inventory_cache: HashMap::new(),
        }
    }

    /// Uses one configuration for all files.
    ///
    /// # Errors
    /// The configuration is missing or invalid.
    pub fn with_config(mut self, path: Option<&Path>) -> Result<Self, ConfigError> {
        if let Some(path) = path {
            self.explicit_config = Some(Arc::new(load_config(&self.base_dir.join(path), RULE_CATALOG)?));
        }
        Ok(self)
    }

    /// Uses these inventory files instead of those in the configurations.
    ///
    /// # Errors
    /// One of the files is missing or invalid.
    pub fn with_inventory(mut self, files: &[PathBuf]) -> Result<Self, ConfigError> {
        let files: Vec<PathBuf> = files.iter().map(|path| self.base_dir.join(path)).collect();
        self.explicit_inventory = load_inventory(&files)?;
        Ok(self)
    }

    /// Finds the configuration of the files in a folder.
    ///
    /// # Errors
    /// The configuration is invalid.
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

    /// Resolves the settings of files, without the discovered ones that `exclude` matches.
    ///
    /// Files that `include` matches become [`FileOrigin::Included`]. With `force_exclude`, explicit files are
    /// treated as discovered ones.
    ///
    /// # Errors
    /// A configuration or an inventory is invalid.
    pub fn resolve_files(
        &mut self,
        files: Vec<InputFile>,
    ) -> Result<Vec<(InputFile, FileSettings)>, ConfigError> {
        let mut resolved = Vec::with_capacity(files.len());
        for mut file in files {
            let settings = self.resolve(&file.path)?;
            if self.overrides.force_exclude {
                file.origin = FileOrigin::Discovered;
            }
            if file.origin == FileOrigin::Discovered && settings.is_excluded() {
                continue;
            }
            if settings.is_included() {
                file.origin = FileOrigin::Included;
            }
            resolved.push((file, settings));
        }
        Ok(resolved)
    }

    /// Resolves the settings of one path.
    ///
    /// # Errors
    /// The configuration or the inventory is invalid.
    pub fn resolve(&mut self, path: &Path) -> Result<FileSettings, ConfigError> {
        let config = self.config_for(path.parent().unwrap_or(Path::new("")))?;
        let inventory = self.inventory_for(config.as_deref())?;
        Ok(self.resolve_with(config, inventory, path))
    }

    /// Resolves the settings of one path with this configuration and inventory. All calls with the same
    /// configuration must have the same inventory.
    pub fn resolve_with(
        &mut self,
        config: Option<Arc<Config>>,
        inventory: Option<Arc<Inventory>>,
        path: &Path,
    ) -> FileSettings {
        let mut relative_path = PathBuf::new();
        let mut overrides = Vec::new();
        if let Some(config) = &config {
            let absolute = normalize_path(&self.base_dir.join(path));
            let relative = absolute.strip_prefix(normalize_path(&config.folder)).map(Path::to_owned);
            relative_path = relative.unwrap_or(absolute);
            let all = config.overrides.iter().enumerate();
            let matching = all.filter(|(_, one)| one.files.is_match(&relative_path));
            overrides = matching.map(|(index, _)| index).collect();
        }
        let configured = config.as_ref().and_then(|config| config.fail_on);
        let fail_on = self.overrides.fail_on.or(configured).unwrap_or(Severity::Error);
        let linter = self.cached_linter(config.as_deref(), inventory, overrides, fail_on);
        FileSettings { linter, config, relative_path, fail_on }
    }

    /// Returns the linter for a configuration with some of its overrides.
    fn cached_linter(
        &mut self,
        config: Option<&Config>,
        inventory: Option<Arc<Inventory>>,
        overrides: Vec<usize>,
        fail_on: Severity,
    ) -> Arc<Linter> {
        let key = (config.map(|config| config.path.clone()), overrides);
        if let Some(linter) = self.linter_cache.get(&key) {
            return Arc::clone(linter);
        }
        let mut rules = RuleSettings::default();
        if let Some(config) = config {
            rules.extend(&config.rules);
            key.1.iter().for_each(|index| rules.extend(&config.overrides[*index].rules));
        }
        let includes_info = self.overrides.include_info || fail_on == Severity::Info;
        let linter = Linter::new(self.overrides.selection.clone())
            .with_inventory(inventory)
            .with_placeholders(config.map(|config| config.placeholders.clone()).unwrap_or_default())
            .with_settings(Arc::new(rules))
            .with_min_severity(if includes_info { Severity::Info } else { Severity::Warning });
        let linter = Arc::new(linter);
        self.linter_cache.insert(key, Arc::clone(&linter));
        linter
    }

    /// Returns the inventory of the target environment: the explicit one, or that of the configuration.
    ///
    /// # Errors
    /// The inventory is missing or invalid.
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
        let inventory = load_inventory(&files)?;
        self.inventory_cache.insert(config.path.clone(), inventory.clone());
        Ok(inventory)
    }
}

/// Removes `.` and `..` from a path without following links.
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
