//! Input, output and exit status of a command.

use std::io::{self, Read, Write};
use std::path::Path;

use crate::files::display_path;
use crate::text::{describe_io_error, sanitize_line};

/// The streams of a command, passed as arguments so that tests can run commands in the same process.
pub struct Streams<'s> {
    /// Standard input.
    pub input: &'s mut dyn Read,
    /// Standard output.
    pub output: &'s mut dyn Write,
    /// Standard error.
    pub error: &'s mut dyn Write,
    /// Whether standard output supports colours.
    pub color: bool,
    /// Width of the terminal in columns, if standard output is a terminal.
    pub width: Option<usize>,
    /// Whether standard output is a terminal.
    pub is_terminal: bool,
}

/// The result of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// No findings at or above `--fail-on`.
    Success,
    /// At least one finding at or above `--fail-on`.
    Findings,
    /// An error occurred: invalid arguments, an unreadable file, or a bug in joblint.
    Error,
}

impl ExitStatus {
    /// The exit code of the process.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Findings => 1,
            Self::Error => 2,
        }
    }
}

/// Prints the error message for a file or folder that could not be written.
pub(super) fn report_write_error(
    path: &Path,
    error: &io::Error,
    streams: &mut Streams<'_>,
) -> io::Result<()> {
    let path = display_path(path);
    let reason = describe_io_error(error);
    writeln!(
        streams.error,
        "error: {}: failed to write the file: {}",
        sanitize_line(&path),
        sanitize_line(&reason)
    )
}
