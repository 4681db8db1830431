//! The interface of all formats.

use std::io::{self, Write};

use super::Summary;
use crate::diagnostic::{Diagnostic, Severity, Suppressed};
use crate::fingerprint::Fingerprint;
use crate::text::Secrets;

/// Input of a report: one file with its findings.
#[derive(Debug, Clone, Copy)]
pub struct FileReport<'a> {
    /// The path as shown to people: relative to the working directory, with `/`.
    pub path: &'a str,
    /// The path relative to the repository root, with `/`, as other programs expect it; absolute if the
    /// file is outside of the repository.
    pub from_root: &'a str,
    /// The text of the file, which the spans of the findings refer to.
    pub text: &'a str,
    /// The parts of the text that must not be printed.
    pub secrets: &'a Secrets,
    /// The findings to print, sorted by position.
    pub diagnostics: &'a [Diagnostic],
    /// Suppressed findings, for formats that include them.
    pub suppressed: &'a [Suppressed],
    /// Fingerprints of `diagnostics`, followed by those of `suppressed`. If empty, formats that need them compute
    /// them from the text.
    pub fingerprints: &'a [Fingerprint],
    /// Lowest severity that makes the run fail.
    pub fail_on: Severity,
}

impl<'a> FileReport<'a> {
    /// Creates the report of a file in the repository root, with errors making the run fail.
    #[must_use]
    pub fn new(path: &'a str, text: &'a str, secrets: &'a Secrets, diagnostics: &'a [Diagnostic]) -> Self {
        Self {
            path,
            from_root: path,
            text,
            secrets,
            diagnostics,
            suppressed: &[],
            fingerprints: &[],
            fail_on: Severity::Error,
        }
    }
}

/// Writes a report in one format: [`file`](Self::file) or [`clean_file`](Self::clean_file) for every file
/// in order, [`unreadable_file`](Self::unreadable_file) for every file that could not be checked, then
/// [`finish`](Self::finish) and, unless only findings are requested, [`summary`](Self::summary). `out`
/// should be buffered: it receives many small writes.
pub trait Reporter {
    /// Reports the findings of one file.
    fn file(&mut self, out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()>;

    /// Reports a file that was checked and has no findings. `from_root` computes its path relative to the
    /// repository root, which most formats do not need.
    fn clean_file(&mut self, _out: &mut dyn Write, _from_root: &dyn Fn() -> String) -> io::Result<()> {
        Ok(())
    }

    /// Reports a file that could not be checked, by its path relative to the repository root.
    fn unreadable_file(&mut self, _out: &mut dyn Write, _from_root: &str, _reason: &str) -> io::Result<()> {
        Ok(())
    }

    /// Completes the document after all files.
    fn finish(&mut self, _out: &mut dyn Write, _summary: &Summary) -> io::Result<()> {
        Ok(())
    }

    /// Writes the summary sentence, in formats for people.
    fn summary(&mut self, _out: &mut dyn Write, _summary: &Summary) -> io::Result<()> {
        Ok(())
    }
}
