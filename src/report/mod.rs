//! Reports of findings: one file per format, behind the trait [`Reporter`].
//!
//! Reports contain every finding they are given, in the given order; suppressed findings and severities
//! are filtered before. All text from a file passes through `redact`, which masks secrets and makes
//! control characters visible, independent of the rule that created the message.

mod concise;
mod format;
mod github;
mod gitlab;
mod identity;
mod json;
mod json_model;
mod jsonl;
mod junit;
mod redact;
mod reporter;
mod rich;
mod sarif;
mod statistics;
mod style;
mod summary;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use format::{Format, RenderOptions};
pub use reporter::{FileReport, Reporter};
pub use statistics::Statistics;
pub use summary::Summary;

/// Creates the reporter of a format.
#[must_use]
pub fn create_reporter(format: Format, options: RenderOptions) -> Box<dyn Reporter> {
    match format {
        Format::Rich => Box::new(rich::Rich::new(options)),
        Format::Concise => Box::new(concise::Concise::new(options)),
        Format::Json => Box::new(json::JsonFormat::default()),
        Format::Jsonl => Box::new(jsonl::JsonLines),
        Format::Sarif => Box::new(sarif::Sarif::default()),
        Format::Github => Box::new(github::Github::default()),
        Format::Gitlab => Box::new(gitlab::Gitlab::default()),
        Format::Junit => Box::new(junit::Junit::default()),
    }
}
