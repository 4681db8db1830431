//! Reading one file, with a limit.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::discover::{FileError, reason};

/// How large a file may be unless the user says otherwise: 64 MiB.
pub const DEFAULT_MAX_FILE_SIZE: u64 = 64 * 1024 * 1024;

/// What reading a file gave.
#[derive(Debug, PartialEq, Eq)]
pub enum Contents {
    /// All of it is in the buffer.
    Read,
    /// It is larger than the limit: its size.
    TooLarge(u64),
}

/// Reads a file into a buffer that is kept from one file to the next.
///
/// # Errors
/// A [`FileError`] that says in words why the file could not be read.
pub fn read(path: &Path, limit: u64, buffer: &mut Vec<u8>) -> Result<Contents, FileError> {
    let failed = |error: &std::io::Error| FileError { path: path.to_owned(), reason: reason(error) };
    buffer.clear();
    // Opening a pipe would wait for somebody to write into it.
    let metadata = std::fs::metadata(path).map_err(|error| failed(&error))?;
    if !metadata.is_file() {
        return Err(FileError { path: path.to_owned(), reason: "it is not a regular file".to_owned() });
    }
    if metadata.len() > limit {
        return Ok(Contents::TooLarge(metadata.len()));
    }
    let file = File::open(path).map_err(|error| failed(&error))?;
    buffer.reserve(usize::try_from(metadata.len()).unwrap_or(0).saturating_add(1));
    // The file may have grown since.
    let read = file.take(limit.saturating_add(1)).read_to_end(buffer).map_err(|error| failed(&error))?;
    let size = u64::try_from(read).unwrap_or(u64::MAX);
    Ok(if size > limit { Contents::TooLarge(size) } else { Contents::Read })
}

/// A path as it is shown: relative to the working directory where it lies below it, with `/`.
#[must_use]
pub fn display_path(path: &Path) -> String {
    let relative =
        std::env::current_dir().ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    let shown = relative.as_deref().unwrap_or(path);
    let shown = shown.strip_prefix(".").unwrap_or(shown);
    let text = shown.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace('\\', "/") }
}
