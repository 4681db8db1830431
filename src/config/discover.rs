//! Finds the configuration of a file: the closest one above it, up to the repository root.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::inventory::{self, Inventory};

use super::model::{Config, RuleCatalog};
use super::toml_table::ConfigDiagnostic;

/// The file name of configurations.
pub const CONFIG_FILE_NAME: &str = "joblint.toml";

/// A configuration or inventory that could not be loaded.
#[derive(Debug, Clone)]
pub struct ConfigError {
    /// Path of the file with the error.
    pub path: PathBuf,
    /// The text of the file; empty if it could not be read.
    pub text: String,
    /// The reason if the file could not be read.
    pub reason: Option<String>,
    /// The mistakes in the file.
    pub diagnostics: Vec<ConfigDiagnostic>,
}

/// Reads one configuration file.
///
/// # Errors
/// The file cannot be read or is invalid.
pub fn load_config(path: &Path, catalog: RuleCatalog) -> Result<Config, ConfigError> {
    let error =
        |text: String, reason, diagnostics| ConfigError { path: path.to_owned(), text, reason, diagnostics };
    let bytes =
        std::fs::read(path).map_err(|failed| error(String::new(), Some(failed.to_string()), Vec::new()))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| error(String::new(), Some("not UTF-8".to_owned()), Vec::new()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Config::parse(path, text, catalog).map_err(|diagnostics| error(text.to_owned(), None, diagnostics))
}

/// Reads and merges inventory files.
///
/// # Errors
/// A file cannot be read or is not an inventory.
pub fn load_inventory(paths: &[PathBuf]) -> Result<Option<Arc<Inventory>>, ConfigError> {
    let mut merged: Option<Inventory> = None;
    for path in paths {
        let error = |text: &str, reason, diagnostics| ConfigError {
            path: path.clone(),
            text: text.to_owned(),
            reason,
            diagnostics,
        };
        let text = std::fs::read_to_string(path)
            .map_err(|failed| error("", Some(failed.to_string()), Vec::new()))?;
        let read = inventory::parse(&path.to_string_lossy(), &text).map_err(|failed| {
            let help = "an inventory lists `data-sources` and `identity-stores`: see `joblint schema inventory`; \
                        a saved API response with data sources is also accepted";
            let diagnostic = ConfigDiagnostic { span: failed.span, message: failed.message, help: help.to_owned() };
            error(&text, None, vec![diagnostic])
        })?;
        merged.get_or_insert_default().extend(read);
    }
    Ok(merged.map(Arc::new))
}

/// Finds configurations of folders and reads every file once.
#[derive(Debug, Default)]
pub struct ConfigCache {
    by_folder: HashMap<PathBuf, Option<Arc<Config>>>,
}

impl ConfigCache {
    /// Finds the configuration of the files in a folder: the closest `joblint.toml` in the folder or above, up
    /// to the folder that contains `.git`. `folder` must be absolute.
    ///
    /// # Errors
    /// The configuration cannot be read or is invalid.
    pub fn find(&mut self, folder: &Path, catalog: RuleCatalog) -> Result<Option<Arc<Config>>, ConfigError> {
        let mut visited = Vec::new();
        let mut found = None;
        for above in folder.ancestors() {
            if let Some(config) = self.by_folder.get(above) {
                found.clone_from(config);
                break;
            }
            visited.push(above);
            let file = above.join(CONFIG_FILE_NAME);
            if file.is_file() {
                found = Some(Arc::new(load_config(&file, catalog)?));
                break;
            }
            if above.join(".git").exists() {
                break;
            }
        }
        for folder in visited {
            self.by_folder.insert(folder.to_owned(), found.clone());
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NO_RULES: RuleCatalog = RuleCatalog { rules: &[], options: &[] };

    #[test]
    fn finds_closest_config_within_repository() {
        let root = tempfile::tempdir().unwrap();
        let at = |path: &str| root.path().join(path);
        for folder in ["repo/.git", "repo/jobs/lab/deep", "repo/plain", "repo/inner/.git"] {
            std::fs::create_dir_all(at(folder)).unwrap();
        }
        for file in ["joblint.toml", "repo/joblint.toml", "repo/jobs/lab/joblint.toml"] {
            std::fs::write(at(file), "").unwrap();
        }
        let mut configs = ConfigCache::default();
        let mut folder_of =
            |folder: &str| configs.find(&at(folder), NO_RULES).unwrap().map(|config| config.folder.clone());
        assert_eq!(folder_of("repo/jobs/lab/deep"), Some(at("repo/jobs/lab")));
        assert_eq!(folder_of("repo/jobs"), Some(at("repo")));
        assert_eq!(folder_of("repo/plain"), Some(at("repo")));
        assert_eq!(folder_of("repo/inner"), None, "in another repository");
    }
}
