//! What holds for each document: configuration, inventory and baseline, read again when they change.
//!
//! Mistakes in these files stop nothing: where a file cannot be used, what it last said holds, or
//! nothing of it does; what is wrong is shown at its place.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::baseline::Baseline;
use crate::config::{CONFIG_FILE_NAME, Config, ConfigError, Date, load_config, load_inventory};
use crate::diagnostic::Diagnostic;
use crate::inventory::Inventory;
use crate::linter::Linter;
use crate::settings::{
    BaselineFilter, CliOverrides, FileSettings, RULE_CATALOG, SettingsResolver, apply_suppressions,
    normalize_path,
};
use crate::text::Secrets;

use super::client_settings::ClientSettings;
use super::features::FeatureContext;

/// A file as it was when it was read: when it was changed, and its size. `None` where it was not there.
type FileStamp = Option<(Option<SystemTime>, u64)>;

/// The files that cannot be used, and why.
pub(super) type ConfigErrors = BTreeMap<PathBuf, ConfigError>;

/// Knows what holds for each document.
pub(super) struct SettingsStore {
    client_settings: ClientSettings,
    /// The folders that the editor works in.
    roots: Vec<PathBuf>,
    today: Option<Date>,
    /// What each configuration and inventory said when it could last be used.
    last_valid_configs: HashMap<PathBuf, Arc<Config>>,
    last_valid_inventories: HashMap<PathBuf, Option<Arc<Inventory>>>,
    loaded: LoadedFiles,
}

/// What was read, and of which files.
struct LoadedFiles {
    resolver: SettingsResolver,
    /// The configurations of folders.
    configs: HashMap<PathBuf, Option<Arc<Config>>>,
    /// The inventories of configurations, by their paths.
    inventories: HashMap<Option<PathBuf>, Option<Arc<Inventory>>>,
    baseline: Option<BaselineFilter>,
    config_errors: ConfigErrors,
    stamps: BTreeMap<PathBuf, FileStamp>,
}

impl SettingsStore {
    pub(super) fn new(settings: ClientSettings, roots: Vec<PathBuf>) -> Self {
        let read = LoadedFiles::new(&settings, &roots);
        let (last_good, last_inventories) = (HashMap::new(), HashMap::new());
        Self {
            client_settings: settings,
            roots,
            today: Date::today(),
            last_valid_configs: last_good,
            last_valid_inventories: last_inventories,
            loaded: read,
        }
    }

    pub(super) fn set_client_settings(&mut self, settings: ClientSettings) {
        self.client_settings = settings;
        self.reload();
    }

    pub(super) fn set_roots(&mut self, roots: Vec<PathBuf>) {
        self.roots = roots;
        self.reload();
    }

    /// Reads everything anew.
    pub(super) fn reload(&mut self) {
        self.today = Date::today();
        self.loaded = LoadedFiles::new(&self.client_settings, &self.roots);
    }

    /// Reads everything anew if any of the files has changed, and says whether it has.
    pub(super) fn reload_if_changed(&mut self) -> bool {
        let changed = self.loaded.stamps.iter().any(|(path, before)| file_stamp(path) != *before);
        if changed {
            self.reload();
        }
        changed
    }

    /// The files that cannot be used.
    pub(super) fn config_errors(&self) -> &ConfigErrors {
        &self.loaded.config_errors
    }

    /// The files that something was read of, or would have been.
    pub(super) fn config_files(&self) -> BTreeSet<PathBuf> {
        self.loaded.stamps.keys().cloned().collect()
    }

    /// A path as it is shown: from the folder that the editor works in.
    pub(super) fn display_path(&self, path: &Path) -> String {
        let relative = self.roots.iter().find_map(|root| path.strip_prefix(root).ok()).unwrap_or(path);
        relative.to_string_lossy().replace('\\', "/")
    }

    /// The folder that the editor works in, which holds the file.
    pub(super) fn workspace_root(&self, path: &Path) -> Option<&Path> {
        self.roots.iter().map(PathBuf::as_path).find(|root| path.starts_with(root))
    }

    /// What holds for a file; for what was never saved, what holds for a file in the first folder.
    pub(super) fn file_settings(&mut self, path: Option<&Path>) -> FileSettings {
        let path = match (path, self.roots.first()) {
            (Some(path), _) => normalize_path(path),
            (None, Some(root)) => root.join("untitled.json"),
            (None, None) => PathBuf::from("untitled.json"),
        };
        let config = self.config(path.parent().unwrap_or(Path::new("")));
        let inventory = self.inventory(config.as_deref());
        self.loaded.resolver.resolve_with(config, inventory, &path)
    }

    /// Takes the findings out that are suppressed or known.
    pub(super) fn filter_suppressed(
        &self,
        plan: &FileSettings,
        path: Option<&Path>,
        text: &str,
        secrets: &Secrets,
        found: &mut Vec<Diagnostic>,
    ) {
        apply_suppressions(plan, self.today, found);
        if let (Some(known), Some(path)) = (&self.loaded.baseline, path) {
            known.filter(path, text, secrets, found);
        }
    }

    /// Whether a suppression holds no longer.
    pub(super) fn today(&self) -> Option<Date> {
        self.today
    }

    fn config(&mut self, folder: &Path) -> Option<Arc<Config>> {
        if let Some(known) = self.loaded.configs.get(folder) {
            return known.clone();
        }
        let found = match &self.client_settings.config {
            Some(path) => {
                let path = resolve_path(&self.roots, path);
                self.loaded.record_stamp(&path);
                load_config(&path, RULE_CATALOG).map(|config| Some(Arc::new(config)))
            }
            None => {
                self.loaded.record_config_candidates(folder);
                self.loaded.resolver.config_for(folder)
            }
        };
        let config = match found {
            Ok(config) => {
                if let Some(config) = &config {
                    self.last_valid_configs.insert(config.path.clone(), Arc::clone(config));
                }
                config
            }
            Err(error) => {
                let last = self.last_valid_configs.get(&error.path).cloned();
                self.loaded.config_errors.insert(error.path.clone(), error);
                last
            }
        };
        self.loaded.configs.insert(folder.to_owned(), config.clone());
        config
    }

    fn inventory(&mut self, config: Option<&Config>) -> Option<Arc<Inventory>> {
        let files: Vec<PathBuf> = if self.client_settings.inventory.is_empty() {
            let config = config?;
            config.inventory.iter().map(|(path, _)| normalize_path(&config.folder.join(path))).collect()
        } else {
            self.client_settings.inventory.iter().map(|path| resolve_path(&self.roots, path)).collect()
        };
        if files.is_empty() {
            return None;
        }
        let key = config.map(|config| config.path.clone());
        if let Some(known) = self.loaded.inventories.get(&key) {
            return known.clone();
        }
        let mut all: Option<Inventory> = None;
        for file in &files {
            self.loaded.record_stamp(file);
            let one = match load_inventory(std::slice::from_ref(file)) {
                Ok(one) => {
                    self.last_valid_inventories.insert(file.clone(), one.clone());
                    one
                }
                Err(error) => {
                    self.loaded.config_errors.insert(error.path.clone(), error);
                    self.last_valid_inventories.get(file).cloned().flatten()
                }
            };
            if let Some(one) = one {
                all.get_or_insert_default().extend(Inventory::clone(&one));
            }
        }
        let all = all.map(Arc::new);
        self.loaded.inventories.insert(key, all.clone());
        all
    }
}

impl LoadedFiles {
    fn new(settings: &ClientSettings, roots: &[PathBuf]) -> Self {
        let wanted = CliOverrides {
            selection: settings.selection.clone(),
            include_info: settings.pedantic,
            ..CliOverrides::default()
        };
        let here = roots.first().cloned().unwrap_or_default();
        let mut read = Self {
            resolver: SettingsResolver::new(wanted, here),
            configs: HashMap::new(),
            inventories: HashMap::new(),
            baseline: None,
            config_errors: ConfigErrors::new(),
            stamps: BTreeMap::new(),
        };
        if let Some(path) = &settings.baseline {
            let path = resolve_path(roots, path);
            read.record_stamp(&path);
            let text = std::fs::read_to_string(&path).map_err(|error| error.to_string());
            match text.and_then(|text| Baseline::parse(&text)) {
                Ok(baseline) => read.baseline = Some(BaselineFilter::new(baseline, &path)),
                Err(reason) => {
                    let (text, reason) = (String::new(), Some(reason));
                    let error = ConfigError { path: path.clone(), text, reason, diagnostics: Vec::new() };
                    read.config_errors.insert(path, error);
                }
            }
        }
        read
    }

    fn record_stamp(&mut self, path: &Path) {
        self.stamps.insert(path.to_owned(), file_stamp(path));
    }

    /// Notes the files that can be the configuration of a folder: one that comes into being counts.
    fn record_config_candidates(&mut self, folder: &Path) {
        for above in folder.ancestors() {
            let file = above.join(CONFIG_FILE_NAME);
            let stamp = file_stamp(&file);
            self.stamps.insert(file, stamp);
            if stamp.is_some() || above.join(".git").exists() {
                break;
            }
        }
    }
}

fn file_stamp(path: &Path) -> FileStamp {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok(), metadata.len()))
}

/// A path of the settings: from the first folder that the editor works in, which `${workspaceFolder}`
/// stands for, too; `~` is the home folder.
fn resolve_path(roots: &[PathBuf], path: &Path) -> PathBuf {
    let root = roots.first().cloned().unwrap_or_default();
    let home = || std::env::home_dir().unwrap_or_default();
    let path = match path.strip_prefix("~") {
        Ok(below) => home().join(below),
        Err(_) => path.strip_prefix("${workspaceFolder}").unwrap_or(path).to_owned(),
    };
    normalize_path(&root.join(path))
}

/// What the features may know of the environment of a document.
pub(super) fn feature_context(linter: &Linter) -> FeatureContext {
    FeatureContext { inventory: linter.inventory().cloned(), placeholders: linter.placeholders().cloned() }
}
