//! Registration of file watchers with the client.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::config::CONFIG_FILE_NAME;

use crate::lsp::protocol::client_capabilities::ClientCapabilities;
use crate::lsp::protocol::uri::path_to_uri;

/// Keeps track of the configuration files and of the watchers that are registered for them.
#[derive(Default)]
pub(crate) struct FileWatcher {
    /// Configurations, inventories and baselines.
    config_files: BTreeSet<PathBuf>,
    registrations: i32,
}

/// Parameters of the requests that replace the registered watchers.
pub(crate) struct Registration {
    pub(crate) register_params: Value,
    /// `None` for the first registration.
    pub(crate) unregister_params: Option<Value>,
}

impl FileWatcher {
    /// Replaces the configuration files; returns whether the watchers have to be registered again.
    pub(crate) fn set_config_files(&mut self, files: BTreeSet<PathBuf>, roots: &[PathBuf]) -> bool {
        let before = std::mem::replace(&mut self.config_files, files);
        !files_outside_default_glob(&self.config_files, roots).eq(files_outside_default_glob(&before, roots))
    }

    pub(crate) fn is_config_file(&self, path: &Path) -> bool {
        self.config_files.contains(path) || path.file_name().is_some_and(|name| name == CONFIG_FILE_NAME)
    }

    /// Registers globs for configurations and jobs in the workspace folders, and a watcher for each
    /// configuration file that these globs do not cover.
    pub(crate) fn register(&mut self, client: &ClientCapabilities, roots: &[PathBuf]) -> Registration {
        const METHOD: &str = "workspace/didChangeWatchedFiles";
        let id = |number: i32| format!("joblint-files-{number}");
        // Jobs are compared with the other files in their folders.
        let mut watchers = vec![
            json!({"globPattern": format!("**/{CONFIG_FILE_NAME}")}),
            json!({"globPattern": "**/*.json"}),
        ];
        watchers.extend(files_outside_default_glob(&self.config_files, roots).filter_map(|path| {
            let (folder, name) = (path.parent()?, path.file_name()?.to_string_lossy());
            Some(if client.relative_patterns {
                json!({"globPattern": {"baseUri": path_to_uri(folder), "pattern": name}})
            } else {
                json!({"globPattern": path.to_string_lossy().replace('\\', "/")})
            })
        }));
        let before = self.registrations;
        self.registrations = before.saturating_add(1);
        let options = json!({"watchers": watchers});
        let registration =
            json!({"id": id(self.registrations), "method": METHOD, "registerOptions": options});
        Registration {
            register_params: json!({"registrations": [registration]}),
            // The misspelt name is the one of the protocol.
            unregister_params: (before > 0)
                .then(|| json!({"unregisterations": [{"id": id(before), "method": METHOD}]})),
        }
    }
}

fn files_outside_default_glob<'f>(
    files: &'f BTreeSet<PathBuf>,
    roots: &'f [PathBuf],
) -> impl Iterator<Item = &'f PathBuf> + use<'f> {
    let is_covered = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name == CONFIG_FILE_NAME)
            && roots.iter().any(|root| path.starts_with(root))
    };
    files.iter().filter(move |path| !is_covered(path))
}
