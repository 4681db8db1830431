//! Reading one file, with a limit.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::discover::FileError;
use crate::text::trouble;

/// How large a file may be unless the user says otherwise: 64 MiB.
pub const DEFAULT_MAX_FILE_SIZE: u64 = 64 * 1024 * 1024;

/// What reading a file gave.
#[derive(Debug, PartialEq, Eq)]
pub enum Contents {
    /// All of it is in the buffer.
    Read,
    /// The same, and it cannot be read a second time.
    ReadOnce,
    /// It is larger than the limit: its size.
    TooLarge(u64),
}

/// Reads a file into a buffer that is kept from one file to the next.
///
/// Of what is no file, only what this process was given open is read, as in `/dev/stdin` and in the
/// `<(…)` of a shell: opening any other pipe would wait for somebody to write into it, and devices may
/// have no end.
///
/// # Errors
/// A [`FileError`] that says in words why the file could not be read.
pub fn read(path: &Path, limit: u64, buffer: &mut Vec<u8>) -> Result<Contents, FileError> {
    let failed = |error: &std::io::Error| FileError { path: path.to_owned(), reason: trouble(error) };
    buffer.clear();
    let metadata = std::fs::metadata(path).map_err(|error| failed(&error))?;
    let is_file = metadata.is_file();
    if !is_file && !is_given_open(path) {
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
    Ok(match size > limit {
        true => Contents::TooLarge(size),
        false if is_file => Contents::Read,
        false => Contents::ReadOnce,
    })
}

/// Whether a path names a stream that the process was started with.
fn is_given_open(path: &Path) -> bool {
    let is_number = |name: &Path| name.to_str().is_some_and(|name| name.parse::<u32>().is_ok());
    let folders = ["/dev/fd", "/proc/self/fd"];
    path == Path::new("/dev/stdin")
        || folders.iter().any(|folder| path.strip_prefix(folder).is_ok_and(is_number))
}

/// A path as it is shown: relative to the working directory where it lies below it, with `/`.
#[must_use]
pub fn display_path(path: &Path) -> String {
    let relative =
        std::env::current_dir().ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned));
    let shown = relative.as_deref().unwrap_or(path);
    let shown = shown.strip_prefix(".").unwrap_or(shown);
    let text = if shown == Path::new("") { ".".into() } else { shown.to_string_lossy() };
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace('\\', "/") }
}
