//! Printing findings: one file a format, behind one trait.
//!
//! Reports print every finding they are given, in the order they are given them; which are shown at
//! all is decided before. What they print of a file goes through `safe` (secrets masked, control
//! characters made visible), whatever the rule that wrote the message did.

mod concise;
mod github;
mod gitlab;
mod identity;
mod json;
mod json_model;
mod jsonl;
mod junit;
mod preview;
mod redact;
mod rich;
#[cfg(test)]
mod rich_string_tests;
#[cfg(test)]
mod rich_tests;
mod sarif;
mod snippet;
mod statistics;
mod style;
mod summary;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod truncate;

use std::io::{self, Write};

use crate::diagnostic::{Diagnostic, Severity, Suppressed};
use crate::fingerprint::Fingerprint;
use crate::text::Secrets;

pub use statistics::Statistics;
pub use summary::Summary;

/// Everything a report needs of one file with findings.
#[derive(Debug, Clone, Copy)]
pub struct FileReport<'a> {
    /// The path as it is shown to people: relative to the working directory, with `/`.
    pub path: &'a str,
    /// The path as other programs find the file: relative to the repository's root, with `/`;
    /// absolute where it lies outside.
    pub from_root: &'a str,
    /// The file's text, which the spans of the findings point into.
    pub text: &'a str,
    /// The parts of the text that must not be printed.
    pub secrets: &'a Secrets,
    /// What was found, sorted by position.
    pub diagnostics: &'a [Diagnostic],
    /// What was found and is not reported, for formats that carry it all the same.
    pub suppressed: &'a [Suppressed],
    /// The fingerprints of `diagnostics`, followed by those of `suppressed`. If empty, formats that need
    /// them compute them from the text.
    pub fingerprints: &'a [Fingerprint],
    /// Least severity that makes the run fail.
    pub fail_on: Severity,
}

impl<'a> FileReport<'a> {
    /// A file in the repository's root, where errors make the run fail.
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

/// What outputs carry about a rule besides its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleInfo {
    /// The group that the rule belongs to.
    pub group: &'static str,
    /// Where the rule is explained.
    pub url: String,
    /// How bad its findings are, unless something else is configured.
    pub severity: Severity,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// Its explanation, in Markdown.
    pub docs: &'static str,
}

/// Looks up what outputs carry about the rule of that name.
pub type RuleLookup<'r> = &'r dyn Fn(&str) -> RuleInfo;

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// Each finding with the lines it points at.
    #[default]
    Rich,
    /// One line a finding.
    Concise,
    /// One JSON document.
    Json,
    /// One JSON object a line and finding.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations in GitHub Actions.
    Github,
    /// A Code Quality report for GitLab.
    Gitlab,
    /// JUnit XML: a test case for each file.
    Junit,
}

impl Format {
    /// Whether it is read by people, and not by programs.
    #[must_use]
    pub fn is_human_readable(self) -> bool {
        matches!(self, Self::Rich | Self::Concise)
    }

    /// Whether it carries findings that are suppressed, marked as such.
    #[must_use]
    pub fn carries_suppressed(self) -> bool {
        self == Self::Sarif
    }

    /// Whether it contains an identity of each finding that is the same in later reports.
    #[must_use]
    pub fn carries_identities(self) -> bool {
        matches!(self, Self::Sarif | Self::Gitlab)
    }

    /// Whether other lines may stand behind it.
    #[must_use]
    pub fn allows_trailing_text(self) -> bool {
        self.is_human_readable() || self == Self::Github
    }
}

/// What the place that is printed to can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenderOptions {
    /// Whether colours may be used.
    pub color: bool,
    /// Whether lines may be drawn with characters outside ASCII.
    pub unicode: bool,
    /// Columns to fit the output into.
    pub width: usize,
    /// Whether rule names may be links to their documentation (OSC 8).
    pub links: bool,
}

/// One way of printing findings: [`file`](Self::file) or [`clean`](Self::clean) for every file in
/// order, [`unreadable`](Self::unreadable) for every file that could not be checked, then
/// [`finish`](Self::finish) and, unless only findings are wanted, [`summary`](Self::summary). Many
/// small pieces are written to `out`, which should be buffered.
pub trait Report {
    /// Prints the findings of one file.
    fn file(&mut self, out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()>;

    /// Notes a file that was checked and has no findings, by its path from the repository's root, which is
    /// made when it is asked for.
    fn clean_file(&mut self, _out: &mut dyn Write, _from_root: &dyn Fn() -> String) -> io::Result<()> {
        Ok(())
    }

    /// Notes a file that could not be checked, by its path from the repository's root.
    fn unreadable_file(&mut self, _out: &mut dyn Write, _from_root: &str, _reason: &str) -> io::Result<()> {
        Ok(())
    }

    /// Prints what completes the document after all files.
    fn finish(&mut self, _out: &mut dyn Write, _summary: &Summary) -> io::Result<()> {
        Ok(())
    }

    /// Prints the sentence that sums the run up, where people read along.
    fn summary(&mut self, _out: &mut dyn Write, _summary: &Summary) -> io::Result<()> {
        Ok(())
    }
}

/// The report that prints in `format`.
#[must_use]
pub fn create_report<'r>(
    format: Format,
    options: RenderOptions,
    rules: RuleLookup<'r>,
) -> Box<dyn Report + 'r> {
    match format {
        Format::Rich => Box::new(rich::Rich::new(options, rules)),
        Format::Concise => Box::new(concise::Concise::new(options, rules)),
        Format::Json => Box::new(json::JsonFormat::new(rules)),
        Format::Jsonl => Box::new(jsonl::JsonLines::new(rules)),
        Format::Sarif => Box::new(sarif::Sarif::new(rules)),
        Format::Github => Box::new(github::Github::default()),
        Format::Gitlab => Box::new(gitlab::Gitlab::default()),
        Format::Junit => Box::new(junit::Junit::default()),
    }
}
