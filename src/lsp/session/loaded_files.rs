//! Configurations, inventories and the baseline as they were last read.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::baseline::Baseline;
use crate::config::{CONFIG_FILE_NAME, Config, ConfigError};
use crate::inventory::Inventory;
use crate::settings::{BaselineFilter, CliOverrides, SettingsResolver, normalize_path};

use super::client_settings::ClientSettings;

/// Modification time and size of a file when it was read; `None` if it did not exist.
type FileStamp = Option<(Option<SystemTime>, u64)>;

/// The errors of files that could not be loaded, by path.
pub(crate) type ConfigErrors = BTreeMap<PathBuf, ConfigError>;

/// The content of all configurations, inventories and the baseline, and the files it was read from.
pub(crate) struct LoadedFiles {
    pub(crate) resolver: SettingsResolver,
    /// The configurations by folder.
    pub(crate) configs: HashMap<PathBuf, Option<Arc<Config>>>,
    /// The inventories by the path of the configuration.
    pub(crate) inventories: HashMap<Option<PathBuf>, Option<Arc<Inventory>>>,
    pub(crate) baseline: Option<Arc<BaselineFilter>>,
    pub(crate) config_errors: ConfigErrors,
    pub(crate) stamps: BTreeMap<PathBuf, FileStamp>,
}

impl LoadedFiles {
    pub(crate) fn new(settings: &ClientSettings, roots: &[PathBuf]) -> Self {
        let overrides = CliOverrides {
            selection: settings.selection.clone(),
            include_info: settings.pedantic,
            ..CliOverrides::default()
        };
        let root = roots.first().cloned().unwrap_or_default();
        let mut loaded = Self {
            resolver: SettingsResolver::new(overrides, root),
            configs: HashMap::new(),
            inventories: HashMap::new(),
            baseline: None,
            config_errors: ConfigErrors::new(),
            stamps: BTreeMap::new(),
        };
        if let Some(path) = &settings.baseline {
            let path = resolve_path(roots, path);
            loaded.record_stamp(&path);
            let text = std::fs::read_to_string(&path).map_err(|error| error.to_string());
            match text.and_then(|text| Baseline::parse(&text)) {
                Ok(baseline) => loaded.baseline = Some(Arc::new(BaselineFilter::new(baseline, &path))),
                Err(reason) => {
                    let (text, reason) = (String::new(), Some(reason));
                    let error = ConfigError { path: path.clone(), text, reason, diagnostics: Vec::new() };
                    loaded.config_errors.insert(path, error);
                }
            }
        }
        loaded
    }

    /// Whether any of the files was created, changed or removed.
    pub(crate) fn have_changed(&self) -> bool {
        self.stamps.iter().any(|(path, before)| file_stamp(path) != *before)
    }

    pub(crate) fn record_stamp(&mut self, path: &Path) {
        self.stamps.insert(path.to_owned(), file_stamp(path));
    }

    /// Records the stamps of all files that may be the configuration of a folder, including those that
    /// do not exist yet.
    pub(crate) fn record_config_candidates(&mut self, folder: &Path) {
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

/// Resolves a path of the client settings against the first workspace folder. `${workspaceFolder}` and
/// `~` are expanded.
pub(crate) fn resolve_path(roots: &[PathBuf], path: &Path) -> PathBuf {
    let root = roots.first().cloned().unwrap_or_default();
    let home = || std::env::home_dir().unwrap_or_default();
    let path = match path.strip_prefix("~") {
        Ok(rest) => home().join(rest),
        Err(_) => path.strip_prefix("${workspaceFolder}").unwrap_or(path).to_owned(),
    };
    normalize_path(&root.join(path))
}
