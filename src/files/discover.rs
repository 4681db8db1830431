//! Finds the files to check.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::linter::FileOrigin;
use crate::text::describe_io_error;

/// A file to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// The path of the file.
    pub path: PathBuf,
    /// How the file was found.
    pub origin: FileOrigin,
}

/// A file or folder that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileError {
    /// The path of the file or folder.
    pub path: PathBuf,
    /// A description of the error.
    pub reason: String,
}

impl FileError {
    fn from_walk_error(folder: &Path, error: &ignore::Error) -> Self {
        let (mut path, mut inner) = (folder, error);
        loop {
            match inner {
                ignore::Error::WithPath { path: at, err } => (path, inner) = (at, err),
                ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
                    inner = err;
                }
                _ => break,
            }
        }
        let reason = inner.io_error().map_or_else(|| inner.to_string(), describe_io_error);
        Self { path: path.to_owned(), reason }
    }
}

/// The outcome of [`discover`].
#[derive(Debug, Default)]
pub struct DiscoveredFiles {
    /// The files, sorted by path, without duplicates.
    pub files: Vec<InputFile>,
    /// Files and folders that could not be read.
    pub errors: Vec<FileError>,
}

/// Finds the files to check: the given ones, and every `*.json` below the given folders.
///
/// Below folders, hidden files are skipped, and with `gitignore` also those that git ignores. Links to folders
/// are not followed. The order does not depend on the file system.
#[must_use]
pub fn discover(paths: &[PathBuf], gitignore: bool) -> DiscoveredFiles {
    let mut discovered = DiscoveredFiles::default();
    for path in paths {
        match std::fs::metadata(path) {
            Err(error) => discovered.push_error(path, &error),
            Ok(metadata) if metadata.is_dir() => discovered.walk(path, None, gitignore),
            Ok(_) => discovered.files.push(InputFile { path: path.clone(), origin: FileOrigin::Explicit }),
        }
    }
    discovered.sort();
    // A single folder contains no file twice.
    if paths.len() > 1 {
        discovered.dedup();
    }
    discovered
}

/// Returns every `*.json` directly in a folder, with the rules of [`discover`].
#[must_use]
pub fn json_files_in(folder: &Path) -> Vec<PathBuf> {
    let mut discovered = DiscoveredFiles::default();
    discovered.walk(folder, Some(1), true);
    discovered.sort();
    discovered.files.into_iter().map(|file| file.path).collect()
}

impl DiscoveredFiles {
    fn walk(&mut self, folder: &Path, depth: Option<usize>, gitignore: bool) {
        let walk = WalkBuilder::new(folder)
            .max_depth(depth)
            .git_ignore(gitignore)
            .git_exclude(gitignore)
            .git_global(gitignore)
            .ignore(gitignore)
            .parents(gitignore)
            .require_git(false)
            .build();
        for entry in walk {
            match entry {
                Ok(entry)
                    if entry.file_type().is_some_and(|kind| kind.is_file()) && is_json(entry.path()) =>
                {
                    self.files.push(InputFile { path: entry.into_path(), origin: FileOrigin::Discovered });
                }
                Ok(_) => {}
                Err(error) => self.errors.push(FileError::from_walk_error(folder, &error)),
            }
        }
    }

    fn push_error(&mut self, path: &Path, error: &std::io::Error) {
        self.errors.push(FileError { path: path.to_owned(), reason: describe_io_error(error) });
    }

    /// Sorts by the bytes of the paths, as reports do. Of equal paths, the explicit one comes first.
    fn sort(&mut self) {
        fn key(file: &InputFile) -> (&[u8], bool) {
            (file.path.as_os_str().as_encoded_bytes(), file.origin != FileOrigin::Explicit)
        }
        self.files.sort_by(|left, right| key(left).cmp(&key(right)));
    }

    /// Removes duplicates, including those that differ in a leading `./`.
    fn dedup(&mut self) {
        let mut seen = HashSet::new();
        self.files.retain(|file| {
            let path = file.path.strip_prefix(".").unwrap_or(&file.path);
            seen.insert(path.to_owned())
        });
    }
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}
