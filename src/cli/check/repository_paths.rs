//! Paths relative to the root of the repository.

use std::path::PathBuf;

use crate::files::to_slash;
use crate::settings::normalize_path;

/// The working directory of the run and the repository that contains it.
pub(super) struct RepositoryPaths {
    cwd: PathBuf,
    /// The closest folder with a `.git`; the working directory if there is none.
    root: PathBuf,
}

impl RepositoryPaths {
    pub(super) fn from_current_dir() -> Self {
        let cwd = std::env::current_dir().unwrap_or_default();
        let root = cwd.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&cwd).to_owned();
        Self { cwd, root }
    }

    /// Makes a displayed path relative to the root of the repository; absolute if it is outside.
    pub(super) fn relative_to_root(&self, path: &str) -> String {
        let absolute = normalize_path(&self.cwd.join(path));
        to_slash(absolute.strip_prefix(&self.root).unwrap_or(&absolute))
    }
}
