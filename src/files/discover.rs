//! Finding job files below the paths that were named.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::linter::FileOrigin;
use crate::text::describe_io_error;

/// A file to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Where it is.
    pub path: PathBuf,
    /// Whether it was named itself.
    pub origin: FileOrigin,
}

/// A path that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileError {
    /// Which.
    pub path: PathBuf,
    /// Why not, in words.
    pub reason: String,
}

impl FileError {
    /// What went wrong below a folder.
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

/// What was found.
#[derive(Debug, Default)]
pub struct DiscoveredFiles {
    /// The files, sorted by path, each once.
    pub files: Vec<InputFile>,
    /// What went wrong on the way.
    pub errors: Vec<FileError>,
}

/// Finds the files to check: those that are named, and every `*.json` below the folders that are.
///
/// Hidden files are left out below folders, and what `.gitignore` names unless `gitignore` is off.
/// Links to folders are not followed. The order does not depend on the file system.
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
    // One folder gives no file twice.
    if paths.len() > 1 {
        discovered.dedup();
    }
    discovered
}

/// Every `*.json` that stands directly in a folder, as [`discover`] finds them.
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

    /// By the bytes of their paths, as reports are sorted; a file that was named and found is one that was
    /// named.
    fn sort(&mut self) {
        fn key(file: &InputFile) -> (&[u8], bool) {
            (file.path.as_os_str().as_encoded_bytes(), file.origin != FileOrigin::Explicit)
        }
        self.files.sort_by(|left, right| key(left).cmp(&key(right)));
    }

    /// Keeps the first of what is named and found, in whatever spelling.
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
