//! Having the client say when a file changes that something is read of.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::config::CONFIG_FILE_NAME;

use super::client_capabilities::ClientCapabilities;
use super::from_proto::path_to_uri;

/// The files that something is read of, and what the client was asked to watch.
#[derive(Default)]
pub(super) struct FileWatcher {
    config_files: BTreeSet<PathBuf>,
    registrations: i32,
}

/// What is asked of the client.
pub(super) struct Registration {
    /// The parameters of `client/registerCapability`.
    pub(super) register_params: Value,
    /// Those of `client/unregisterCapability`, for what was asked before.
    pub(super) unregister_params: Option<Value>,
}

impl FileWatcher {
    /// Takes the files that something is read of; `true` if the client has to be asked anew.
    pub(super) fn set_config_files(&mut self, files: BTreeSet<PathBuf>, roots: &[PathBuf]) -> bool {
        let before = std::mem::replace(&mut self.config_files, files);
        !files_outside_default_glob(&self.config_files, roots).eq(files_outside_default_glob(&before, roots))
    }

    /// Whether something is read of a file.
    pub(super) fn is_config_file(&self, path: &Path) -> bool {
        self.config_files.contains(path) || path.file_name().is_some_and(|name| name == CONFIG_FILE_NAME)
    }

    /// Configurations in the folders that the editor works in, and every other file by its name.
    pub(super) fn register(&mut self, client: &ClientCapabilities, roots: &[PathBuf]) -> Registration {
        const METHOD: &str = "workspace/didChangeWatchedFiles";
        let id = |number: i32| format!("joblint-files-{number}");
        // Jobs are compared with the files beside them.
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
            // The protocol spells it so.
            unregister_params: (before > 0)
                .then(|| json!({"unregisterations": [{"id": id(before), "method": METHOD}]})),
        }
    }
}

/// The files that are not configurations in the folders that the editor works in.
fn files_outside_default_glob<'f>(
    files: &'f BTreeSet<PathBuf>,
    roots: &'f [PathBuf],
) -> impl Iterator<Item = &'f PathBuf> + use<'f> {
    let usual = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name == CONFIG_FILE_NAME)
            && roots.iter().any(|root| path.starts_with(root))
    };
    files.iter().filter(move |path| !usual(path))
}
