//! Reading one file, with a limit.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use super::discover::FileError;
use crate::text::describe_io_error;

/// How large a file may be unless the user says otherwise: 64 MiB.
pub const DEFAULT_MAX_FILE_SIZE: u64 = 64 * 1024 * 1024;

/// What reading a file gave.
#[derive(Debug, PartialEq, Eq)]
pub enum ReadOutcome {
    /// All of it is in the buffer.
    Complete,
    /// The same, and it cannot be read a second time.
    CompleteOnce,
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
pub fn read_file(path: &Path, limit: u64, buffer: &mut Vec<u8>) -> Result<ReadOutcome, FileError> {
    let failed =
        |error: &std::io::Error| FileError { path: path.to_owned(), reason: describe_io_error(error) };
    buffer.clear();
    let metadata = std::fs::metadata(path).map_err(|error| failed(&error))?;
    let is_file = metadata.is_file();
    if !is_file && !is_inherited_stream(path) {
        return Err(FileError { path: path.to_owned(), reason: "it is not a regular file".to_owned() });
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

/// Reads up to the end, or to one byte more than the limit: a file of the expected size at once, without asking
/// twice for more.
fn read_all(source: &mut impl Read, expected: u64, limit: u64, buffer: &mut Vec<u8>) -> io::Result<()> {
    // One more shows whether the file has grown since.
    let room = usize::try_from(expected).unwrap_or(0).saturating_add(1);
    buffer.resize(room, 0);
    let mut filled: usize = 0;
    while let Some(free) = buffer.get_mut(filled..).filter(|free| !free.is_empty()) {
        match source.read(free) {
            Ok(0) => break,
            Ok(count) => {
                filled = filled.saturating_add(count);
                if filled.saturating_add(1) == room {
                    break;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    buffer.truncate(filled);
    if filled == room {
        let more = limit.saturating_add(1).saturating_sub(u64::try_from(filled).unwrap_or(u64::MAX));
        source.take(more).read_to_end(buffer)?;
    }
    Ok(())
}

/// Whether a path names a stream that the process was started with.
fn is_inherited_stream(path: &Path) -> bool {
    let is_number = |name: &Path| name.to_str().is_some_and(|name| name.parse::<u32>().is_ok());
    let folders = ["/dev/fd", "/proc/self/fd"];
    path == Path::new("/dev/stdin")
        || folders.iter().any(|folder| path.strip_prefix(folder).is_ok_and(is_number))
}

/// A path as it is shown: relative to the working directory where it lies below it, with `/`.
#[must_use]
pub fn display_path(path: &Path) -> String {
    // Only what is absolute can start with the working directory, which never changes.
    static HERE: LazyLock<Option<PathBuf>> = LazyLock::new(|| std::env::current_dir().ok());
    let here = if path.is_absolute() { HERE.as_deref() } else { None };
    let shown = here.and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
    let shown = shown.strip_prefix(".").unwrap_or(shown);
    let text = if shown == Path::new("") { ".".into() } else { shown.to_string_lossy() };
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace('\\', "/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its text in pieces, interrupted once.
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
        for piece in [1, 7, 99, 100, 101] {
            for said in [0, 1, 50, 99, 100, 101, 200] {
                for limit in [1000, 100, 60, 0] {
                    // A size beyond the limit is not read at all.
                    if said > limit {
                        continue;
                    }
                    let mut source =
                        ChunkedReader { remaining: &text, chunk_size: piece, interrupted: false, reads: 0 };
                    let mut buffer = b"of the file before".to_vec();
                    read_all(&mut source, said, limit, &mut buffer).expect("nothing fails");
                    // What has the size that it was said to have is taken to be all.
                    if buffer.len() as u64 != said {
                        assert_eq!(buffer.len() as u64 > limit, 100 > limit, "{piece} {said} {limit}");
                        assert!(limit < 100 || buffer == text, "{piece} {said} {limit}");
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
        read_all(&mut source, 100, 1000, &mut buffer).expect("nothing fails");
        assert_eq!((buffer.as_slice(), source.reads), (text.as_slice(), 1));
    }
}
