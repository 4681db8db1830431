//! Which configuration a file has: the nearest one above it, up to the repository's root.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::inventory::{self, Inventory};

use super::file::{Config, RuleCatalog};
use super::reader::ConfigDiagnostic;

/// The name of a configuration file.
pub const CONFIG_FILE_NAME: &str = "joblint.toml";

/// A configuration that could not be used.
#[derive(Debug, Clone)]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// Its text; empty where it could not be read.
    pub text: String,
    /// Why it could not be read.
    pub reason: Option<String>,
    /// What is wrong with it.
    pub diagnostics: Vec<ConfigDiagnostic>,
}

/// Reads one configuration file.
///
/// # Errors
/// The file cannot be read, or its content is wrong.
pub fn load_config(path: &Path, catalog: RuleCatalog) -> Result<Config, ConfigError> {
    let error = |text: String, reason, problems| ConfigError {
        path: path.to_owned(),
        text,
        reason,
        diagnostics: problems,
    };
    let bytes =
        std::fs::read(path).map_err(|failed| error(String::new(), Some(failed.to_string()), Vec::new()))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| error(String::new(), Some("it is not UTF-8".to_owned()), Vec::new()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Config::parse(path, text, catalog).map_err(|problems| error(text.to_owned(), None, problems))
}

/// Reads the inventory files of a configuration, or those that were named, as one.
///
/// # Errors
/// One of them cannot be read, or is no inventory.
pub fn load_inventory(paths: &[PathBuf]) -> Result<Option<Arc<Inventory>>, ConfigError> {
    let mut all: Option<Inventory> = None;
    for path in paths {
        let error = |text: &str, reason, problems| ConfigError {
            path: path.clone(),
            text: text.to_owned(),
            reason,
            diagnostics: problems,
        };
        let text = std::fs::read_to_string(path)
            .map_err(|failed| error("", Some(failed.to_string()), Vec::new()))?;
        let read = inventory::parse(&path.to_string_lossy(), &text).map_err(|failed| {
            let help = "an inventory lists `data-sources` and `identity-stores`: see `joblint schema inventory`; \
                        a saved list of data sources will do, too";
            let problem = ConfigDiagnostic { span: failed.span, message: failed.message, help: help.to_owned() };
            error(&text, None, vec![problem])
        })?;
        all.get_or_insert_default().extend(read);
    }
    Ok(all.map(Arc::new))
}

/// Finds the configuration of each folder, reading every file once.
#[derive(Debug, Default)]
pub struct ConfigCache {
    by_folder: HashMap<PathBuf, Option<Arc<Config>>>,
}

impl ConfigCache {
    /// The configuration for the files of a folder: the nearest `joblint.toml` in it or above, no
    /// further up than the folder that holds `.git`. `folder` must be absolute.
    ///
    /// # Errors
    /// There is one, and it cannot be used.
    pub fn find(&mut self, folder: &Path, catalog: RuleCatalog) -> Result<Option<Arc<Config>>, ConfigError> {
        let mut passed = Vec::new();
        let mut found = None;
        for above in folder.ancestors() {
            if let Some(config) = self.by_folder.get(above) {
                found.clone_from(config);
                break;
            }
            passed.push(above);
            let file = above.join(CONFIG_FILE_NAME);
            if file.is_file() {
                found = Some(Arc::new(load_config(&file, catalog)?));
                break;
            }
            if above.join(".git").exists() {
                break;
            }
        }
        for folder in passed {
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
        let mut of =
            |folder: &str| configs.find(&at(folder), NO_RULES).unwrap().map(|config| config.folder.clone());
        assert_eq!(of("repo/jobs/lab/deep"), Some(at("repo/jobs/lab")));
        assert_eq!(of("repo/jobs"), Some(at("repo")));
        assert_eq!(of("repo/plain"), Some(at("repo")));
        assert_eq!(of("repo/inner"), None, "another repository");
    }
}
