//! Reads files up to a size limit.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use super::discover::FileError;
use crate::text::describe_io_error;

/// The default size limit: 64 MiB.
pub const DEFAULT_MAX_FILE_SIZE: u64 = 64 * 1024 * 1024;

/// The outcome of reading a file.
#[derive(Debug, PartialEq, Eq)]
pub enum ReadOutcome {
    /// The buffer contains the whole file.
    Complete,
    /// The buffer contains the whole stream, which cannot be read a second time.
    CompleteOnce,
    /// The file is larger than the limit; contains its size.
    TooLarge(u64),
}

/// Reads a file into a buffer, which can be reused for the next file.
///
/// Apart from regular files, only streams that this process was started with are read, as in `/dev/stdin` and in
/// the `<(…)` of a shell: opening another pipe would block until something is written to it, and devices may have
/// no end.
///
/// # Errors
/// A [`FileError`] describes why the file could not be read.
pub fn read_file(path: &Path, limit: u64, buffer: &mut Vec<u8>) -> Result<ReadOutcome, FileError> {
    let failed =
        |error: &std::io::Error| FileError { path: path.to_owned(), reason: describe_io_error(error) };
    buffer.clear();
    let metadata = std::fs::metadata(path).map_err(|error| failed(&error))?;
    let is_file = metadata.is_file();
    if !is_file && !is_inherited_stream(path) {
        return Err(FileError { path: path.to_owned(), reason: "not a regular file".to_owned() });
    }
    if metadata.len() > limit {
        return Ok(ReadOutcome::TooLarge(metadata.len()));
    }
    let mut file = File::open(path).map_err(|error| failed(&error))?;
    let expected = if is_file { metadata.len() } else { 0 };
    read_all(&mut file, expected, limit, buffer).map_err(|error| failed(&error))?;
    let size = u64::try_from(buffer.len()).unwrap_or(u64::MAX);
    Ok(match size > limit {
        true => ReadOutcome::TooLarge(size),
        false if is_file => ReadOutcome::Complete,
        false => ReadOutcome::CompleteOnce,
    })
}

/// Reads to the end, or one byte beyond the limit. A file of the expected size takes a single read.
fn read_all(source: &mut impl Read, expected: u64, limit: u64, buffer: &mut Vec<u8>) -> io::Result<()> {
    // One more byte shows whether the file has grown in the meantime.
    let capacity = usize::try_from(expected).unwrap_or(0).saturating_add(1);
    buffer.resize(capacity, 0);
    let mut filled: usize = 0;
    while let Some(free) = buffer.get_mut(filled..).filter(|free| !free.is_empty()) {
        match source.read(free) {
            Ok(0) => break,
            Ok(count) => {
                filled = filled.saturating_add(count);
                if filled.saturating_add(1) == capacity {
                    break;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    buffer.truncate(filled);
    if filled == capacity {
        let more = limit.saturating_add(1).saturating_sub(u64::try_from(filled).unwrap_or(u64::MAX));
        source.take(more).read_to_end(buffer)?;
    }
    Ok(())
}

/// Whether a path is a stream that the process was started with.
fn is_inherited_stream(path: &Path) -> bool {
    let is_number = |name: &Path| name.to_str().is_some_and(|name| name.parse::<u32>().is_ok());
    let folders = ["/dev/fd", "/proc/self/fd"];
    path == Path::new("/dev/stdin")
        || folders.iter().any(|folder| path.strip_prefix(folder).is_ok_and(is_number))
}

/// Formats a path for display: relative to the working directory if it is below it, with `/`.
#[must_use]
pub fn display_path(path: &Path) -> String {
    // The working directory never changes.
    static CWD: LazyLock<Option<PathBuf>> = LazyLock::new(|| std::env::current_dir().ok());
    let cwd = if path.is_absolute() { CWD.as_deref() } else { None };
    let relative = cwd.and_then(|cwd| path.strip_prefix(cwd).ok()).unwrap_or(path);
    let relative = relative.strip_prefix(".").unwrap_or(relative);
    if relative == Path::new("") { ".".to_owned() } else { to_slash(relative) }
}

/// Formats a path with `/` as the separator on all platforms.
#[must_use]
pub fn to_slash(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace('\\', "/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Yields its text in chunks and is interrupted once.
    struct ChunkedReader<'t> {
        remaining: &'t [u8],
        chunk_size: usize,
        interrupted: bool,
        reads: usize,
    }

    impl Read for ChunkedReader<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            self.reads += 1;
            if !std::mem::replace(&mut self.interrupted, true) {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let count = into.len().min(self.chunk_size).min(self.remaining.len());
            let (now, left) = self.remaining.split_at(count);
            into[..count].copy_from_slice(now);
            self.remaining = left;
            Ok(count)
        }
    }

    #[test]
    fn reads_file_despite_wrong_size_hint() {
        let text: Vec<u8> = (0..100).collect();
        for chunk_size in [1, 7, 99, 100, 101] {
            for expected_size in [0, 1, 50, 99, 100, 101, 200] {
                for limit in [1000, 100, 60, 0] {
                    // Such a file is not read at all.
                    if expected_size > limit {
                        continue;
                    }
                    let mut source =
                        ChunkedReader { remaining: &text, chunk_size, interrupted: false, reads: 0 };
                    let mut buffer = b"previous file".to_vec();
                    read_all(&mut source, expected_size, limit, &mut buffer).expect("no error");
                    // A file of the expected size is taken to be complete.
                    if buffer.len() as u64 != expected_size {
                        assert_eq!(
                            buffer.len() as u64 > limit,
                            100 > limit,
                            "{chunk_size} {expected_size} {limit}"
                        );
                        assert!(limit < 100 || buffer == text, "{chunk_size} {expected_size} {limit}");
                    }
                }
            }
        }
    }

    #[test]
    fn reads_expected_size_at_once() {
        let text = [1; 100];
        let mut source = ChunkedReader { remaining: &text, chunk_size: 1000, interrupted: true, reads: 0 };
        let mut buffer = Vec::new();
        read_all(&mut source, 100, 1000, &mut buffer).expect("no error");
        assert_eq!((buffer.as_slice(), source.reads), (text.as_slice(), 1));
    }
}
