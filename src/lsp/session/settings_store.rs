//! Settings of documents: configuration, inventory and baseline, reloaded when they change.
//!
//! If a file is invalid, its error is reported, and its last valid content stays in effect.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{Config, Date, load_config, load_inventory, today};
use crate::inventory::Inventory;
use crate::settings::{FileSettings, RULE_CATALOG, normalize_path};

use super::client_settings::ClientSettings;
use super::document_settings::DocumentSettings;
use super::loaded_files::{ConfigErrors, LoadedFiles, resolve_path};

/// Loads and caches the settings of documents.
pub(crate) struct SettingsStore {
    client_settings: ClientSettings,
    /// The workspace folders.
    roots: Vec<PathBuf>,
    today: Option<Date>,
    /// The last valid content of each configuration and inventory.
    last_valid_configs: HashMap<PathBuf, Arc<Config>>,
    last_valid_inventories: HashMap<PathBuf, Option<Arc<Inventory>>>,
    loaded: LoadedFiles,
}

impl SettingsStore {
    pub(crate) fn new(settings: ClientSettings, roots: Vec<PathBuf>) -> Self {
        Self {
            loaded: LoadedFiles::new(&settings, &roots),
            client_settings: settings,
            roots,
            today: today(),
            last_valid_configs: HashMap::new(),
            last_valid_inventories: HashMap::new(),
        }
    }

    pub(crate) fn set_client_settings(&mut self, settings: ClientSettings) {
        self.client_settings = settings;
        self.reload();
    }

    pub(crate) fn set_roots(&mut self, roots: Vec<PathBuf>) {
        self.roots = roots;
        self.reload();
    }

    /// Discards the loaded files, so that they are read again.
    pub(crate) fn reload(&mut self) {
        self.today = today();
        self.loaded = LoadedFiles::new(&self.client_settings, &self.roots);
    }

    /// Reloads all files if any of them has changed; returns whether one has.
    pub(crate) fn reload_if_changed(&mut self) -> bool {
        let changed = self.loaded.have_changed();
        if changed {
            self.reload();
        }
        changed
    }

    pub(crate) fn config_errors(&self) -> &ConfigErrors {
        &self.loaded.config_errors
    }

    /// The paths of all files that were read or would have been read if they existed.
    pub(crate) fn config_files(&self) -> BTreeSet<PathBuf> {
        self.loaded.stamps.keys().cloned().collect()
    }

    /// The path that is shown to the user, relative to its workspace folder.
    pub(crate) fn display_path(&self, path: &Path) -> String {
        let relative = self.roots.iter().find_map(|root| path.strip_prefix(root).ok()).unwrap_or(path);
        relative.to_string_lossy().replace('\\', "/")
    }

    /// The workspace folder that contains the file.
    pub(crate) fn workspace_root(&self, path: &Path) -> Option<&Path> {
        self.roots.iter().map(PathBuf::as_path).find(|root| path.starts_with(root))
    }

    /// The settings of a document; unsaved documents have those of a file in the first workspace folder.
    pub(crate) fn document_settings(&mut self, path: Option<&Path>) -> DocumentSettings {
        DocumentSettings {
            file: self.file_settings(path),
            path: path.map(Path::to_owned),
            today: self.today,
            baseline: self.loaded.baseline.clone(),
        }
    }

    pub(crate) fn file_settings(&mut self, path: Option<&Path>) -> FileSettings {
        let path = match (path, self.roots.first()) {
            (Some(path), _) => normalize_path(path),
            (None, Some(root)) => root.join("untitled.json"),
            (None, None) => PathBuf::from("untitled.json"),
        };
        let config = self.config(path.parent().unwrap_or(Path::new("")));
        let inventory = self.inventory(config.as_deref());
        self.loaded.resolver.resolve_with(config, inventory, &path)
    }

    fn config(&mut self, folder: &Path) -> Option<Arc<Config>> {
        if let Some(known) = self.loaded.configs.get(folder) {
            return known.clone();
        }
        let loaded = match &self.client_settings.config {
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
        let config = match loaded {
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
        let files = self.inventory_files(config);
        if files.is_empty() {
            return None;
        }
        let key = config.map(|config| config.path.clone());
        if let Some(known) = self.loaded.inventories.get(&key) {
            return known.clone();
        }
        let mut merged: Option<Inventory> = None;
        for file in &files {
            if let Some(inventory) = self.load_inventory(file) {
                merged.get_or_insert_default().extend(Inventory::clone(&inventory));
            }
        }
        let merged = merged.map(Arc::new);
        self.loaded.inventories.insert(key, merged.clone());
        merged
    }

    fn inventory_files(&self, config: Option<&Config>) -> Vec<PathBuf> {
        if !self.client_settings.inventory.is_empty() {
            let files = self.client_settings.inventory.iter();
            return files.map(|path| resolve_path(&self.roots, path)).collect();
        }
        let files = config.into_iter().flat_map(|config| {
            config.inventory.iter().map(|(path, _)| normalize_path(&config.folder.join(path)))
        });
        files.collect()
    }

    /// Reads an inventory file; if it is invalid, its last valid content stays in effect.
    fn load_inventory(&mut self, file: &Path) -> Option<Arc<Inventory>> {
        self.loaded.record_stamp(file);
        match load_inventory(std::slice::from_ref(&file.to_owned())) {
            Ok(inventory) => {
                self.last_valid_inventories.insert(file.to_owned(), inventory.clone());
                inventory
            }
            Err(error) => {
                self.loaded.config_errors.insert(error.path.clone(), error);
                self.last_valid_inventories.get(file).cloned().flatten()
            }
        }
    }
}
