//! Replacing a file: all of it, or nothing.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Why a file was not written. It is as it was before.
#[derive(Debug)]
pub enum WriteError {
    /// Somebody changed it after it was read.
    Changed,
    /// It is no regular file, or cannot be written.
    Io(io::Error),
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Changed => formatter.write_str("it was changed while it was checked, so it was not fixed"),
            Self::Io(error) => write!(formatter, "it could not be fixed: {error}"),
        }
    }
}

impl std::error::Error for WriteError {}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Replaces a file's content, if it still is what was read.
///
/// The new content goes into a temporary file in the same folder, which then takes the place of the
/// old one, so that whoever looks finds the old file or the new one whole, whatever happens. The mode
/// is kept. A symbolic link stays one: the file it leads to is replaced.
///
/// # Errors
/// The file was changed, or it cannot be read or written. The file is as it was, and no temporary
/// file is left.
pub fn replace_file(path: &Path, expected: &[u8], content: &[u8]) -> Result<(), WriteError> {
    let target = fs::canonicalize(path)?;
    let metadata = fs::metadata(&target)?;
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file").into());
    }
    if metadata.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only").into());
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    // Neither a job's name nor its ending: no tool takes one that is left by a crash for a job.
    let mut temporary = tempfile::Builder::new().prefix(".joblint-").suffix(".tmp").tempfile_in(folder)?;
    temporary.write_all(content)?;
    temporary.as_file().set_permissions(metadata.permissions())?;
    temporary.as_file().sync_all()?;
    if fs::read(&target)? != expected {
        return Err(WriteError::Changed);
    }
    temporary.persist(&target).map_err(|error| error.error)?;
    // The name is only safe on the disk when the folder is. Not every system lets a folder be opened.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_only_as_it_was_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("job.json");
        fs::write(&path, "old").unwrap();
        replace_file(&path, b"old", b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert!(matches!(replace_file(&path, b"old", b"newer"), Err(WriteError::Changed)));
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert!(replace_file(&folder.path().join("none.json"), b"", b"x").is_err());
        assert_eq!(names(folder.path()), ["job.json"]);
    }

    #[cfg(unix)]
    #[test]
    fn mode_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("job.json");
        let link = folder.path().join("link.json");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("job.json", &link).unwrap();
        replace_file(&link, b"old", b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
        assert!(replace_file(&path, b"new", b"newer").is_err(), "read-only stays as it is");
        assert_eq!(names(folder.path()), ["job.json", "link.json"]);
    }
}
