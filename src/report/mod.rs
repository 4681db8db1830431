//! Printing findings: one file a format, behind one trait.
//!
//! Reports print every finding they are given, in the order they are given them; which are shown at
//! all is decided before. What they print of a file goes through `safe` (secrets masked, control
//! characters made visible), whatever the rule that wrote the message did.

mod clip;
mod concise;
mod json;
mod paint;
mod preview;
mod rich;
#[cfg(test)]
mod rich_tests;
mod safe;
mod snippet;
mod summary;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use crate::diagnostic::Diagnostic;
use crate::text::Secrets;

pub use summary::Summary;

/// Everything a report needs of one file.
#[derive(Debug, Clone, Copy)]
pub struct FileReport<'a> {
    /// The path as it is shown: relative to the working directory, with `/`.
    pub path: &'a str,
    /// The file's text, which the spans of the findings point into.
    pub text: &'a str,
    /// The parts of the text that must not be printed.
    pub secrets: &'a Secrets,
    /// What was found, sorted by position.
    pub diagnostics: &'a [Diagnostic],
}

/// What outputs carry about a rule besides its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleInfo {
    /// The group that the rule belongs to.
    pub group: &'static str,
    /// Where the rule is explained.
    pub url: String,
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

/// One way of printing findings: [`file`](Self::file) for every file in order, then
/// [`finish`](Self::finish). Many small pieces are written to `out`, which should be buffered.
pub trait Report {
    /// Prints the findings of one file.
    fn file(&mut self, out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()>;

    /// Prints what comes after all files.
    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()>;
}

/// The report that prints in `format`.
#[must_use]
pub fn make<'r>(format: Format, options: RenderOptions, rules: RuleLookup<'r>) -> Box<dyn Report + 'r> {
    match format {
        Format::Rich => Box::new(rich::Rich::new(options, rules)),
        Format::Concise => Box::new(concise::Concise::new(options, rules)),
        Format::Json => Box::new(json::Json::new(rules)),
    }
}
