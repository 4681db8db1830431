//! Writes files atomically.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::Path;

use crate::text::describe_io_error;

/// Why a file was not written. The file is unchanged.
#[derive(Debug)]
pub enum WriteError {
    /// The file has changed since it was read.
    Changed,
    /// The file is not a regular file, or cannot be written.
    Io(io::Error),
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Changed => formatter.write_str("the file changed while it was checked and was not fixed"),
            Self::Io(error) => {
                write!(formatter, "failed to write the fixed file: {}", describe_io_error(error))
            }
        }
    }
}

impl std::error::Error for WriteError {}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Replaces the content of a file unless it has changed since it was read.
///
/// The new content is written to a temporary file in the same folder, which then replaces the old file, so that
/// readers always find a complete file. The mode is preserved. The target of a symbolic link is replaced, not the
/// link.
///
/// # Errors
/// The file has changed, or it cannot be read or written. The file is unchanged, and no temporary file is left.
pub fn replace_file(path: &Path, expected: &[u8], content: &[u8]) -> Result<(), WriteError> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file").into());
    }
    let target = fs::canonicalize(path)?;
    if metadata.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "read-only file").into());
    }
    write_atomically(&target, Some(metadata.permissions()), content, || {
        match fs::read(&target)? == expected {
            true => Ok(()),
            false => Err(WriteError::Changed),
        }
    })
}

/// Writes a file, regardless of its previous content.
///
/// A regular file is replaced as in [`replace_file`], so that a full disk leaves the old one. Devices such as
/// `/dev/stdout`, and files in a folder in which no file can be created, are written in place.
///
/// # Errors
/// The file cannot be written.
pub fn write_file(path: &Path, content: &[u8]) -> io::Result<()> {
    let target = match fs::canonicalize(path) {
        Ok(target) => target,
        // The target of a link may not exist yet.
        Err(_) => match fs::read_link(path) {
            Ok(target) => path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => path.to_owned(),
        },
    };
    let permissions = match fs::metadata(&target) {
        Ok(metadata) if !metadata.is_file() => return fs::write(&target, content),
        Ok(metadata) if metadata.permissions().readonly() => {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "read-only file"));
        }
        Ok(metadata) => Some(metadata.permissions()),
        Err(_) => None,
    };
    let exists = permissions.is_some();
    match write_atomically(&target, permissions, content, || Ok(())) {
        Err(WriteError::Io(error)) if exists && error.kind() == io::ErrorKind::PermissionDenied => {
            fs::write(&target, content)
        }
        Err(WriteError::Io(error)) => Err(error),
        Err(WriteError::Changed) | Ok(()) => Ok(()),
    }
}

/// Writes a temporary file and replaces another one with it if `check_unchanged` succeeds.
fn write_atomically(
    target: &Path,
    permissions: Option<Permissions>,
    content: &[u8],
    check_unchanged: impl FnOnce() -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    let folder = target.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    // If a crash leaves the file behind, no tool must take it for a job.
    builder.prefix(".joblint-").suffix(".tmp");
    // Temporary files are private until they get the mode of the old file. A new file gets the default mode.
    #[cfg(unix)]
    if permissions.is_none() {
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(content)?;
    if let Some(permissions) = permissions {
        temporary.as_file().set_permissions(permissions)?;
    }
    temporary.as_file().sync_all()?;
    check_unchanged()?;
    temporary.persist(target).map_err(|error| error.error)?;
    // The rename is only durable once the folder is synced. Some systems cannot open folders.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file_names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn replaces_only_unchanged_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("job.json");
        fs::write(&path, "old").unwrap();
        replace_file(&path, b"old", b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert!(matches!(replace_file(&path, b"old", b"newer"), Err(WriteError::Changed)));
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert!(replace_file(&folder.path().join("none.json"), b"", b"x").is_err());
        assert_eq!(file_names(folder.path()), ["job.json"]);
    }

    #[cfg(unix)]
    #[test]
    fn keeps_mode_and_symlinks() {
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
        assert!(replace_file(&path, b"new", b"newer").is_err(), "a read-only file is unchanged");
        assert_eq!(file_names(folder.path()), ["job.json", "link.json"]);
    }

    #[cfg(unix)]
    #[test]
    fn writes_files_atomically_and_devices_directly() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let mode = |name: &str| fs::metadata(at(name)).unwrap().permissions().mode() & 0o777;
        fs::write(at("usual"), "").unwrap();
        write_file(&at("new"), b"1").unwrap();
        assert_eq!(mode("new"), mode("usual"), "not the mode of a temporary file");
        fs::set_permissions(at("new"), fs::Permissions::from_mode(0o600)).unwrap();
        write_file(&at("new"), b"2").unwrap();
        assert_eq!((fs::read(at("new")).unwrap(), mode("new")), (b"2".to_vec(), 0o600));
        symlink("new", at("link")).unwrap();
        symlink("later", at("nowhere")).unwrap();
        write_file(&at("link"), b"3").unwrap();
        write_file(&at("nowhere"), b"4").unwrap();
        assert_eq!(
            (fs::read(at("new")).unwrap(), fs::read(at("later")).unwrap()),
            (b"3".into(), b"4".into())
        );
        assert!(fs::symlink_metadata(at("link")).unwrap().is_symlink());
        assert!(fs::symlink_metadata(at("nowhere")).unwrap().is_symlink());
        write_file(Path::new("/dev/null"), b"5").unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
        fs::set_permissions(at("new"), fs::Permissions::from_mode(0o400)).unwrap();
        assert!(write_file(&at("new"), b"6").is_err());
        assert!(write_file(folder.path(), b"7").is_err());
        assert!(write_file(&at("no/such"), b"8").is_err());
        assert_eq!(file_names(folder.path()), ["later", "link", "new", "nowhere", "usual"]);
    }
}
