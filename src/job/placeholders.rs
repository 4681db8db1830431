//! Text that is filled in when a job is submitted.

use regex::RegexSet;

/// What counts as a placeholder. Nothing can be said about a value with one before it is submitted.
#[derive(Debug, Clone, Default)]
pub struct Placeholders {
    /// `None` for the usual ones: `${NAME}` and `{{ name }}`, which are found without a regular
    /// expression.
    patterns: Option<RegexSet>,
}

impl Placeholders {
    /// Placeholders that these regular expressions match; ones that cannot be read are left out.
    #[must_use]
    pub fn new(patterns: &[&str]) -> Self {
        Self { patterns: RegexSet::new(patterns).ok() }
    }

    /// Whether a part of the text is filled in later: a placeholder, or an environment variable alone.
    #[must_use]
    pub fn has(&self, text: &str) -> bool {
        match &self.patterns {
            None => super::has_placeholder(text),
            Some(patterns) => patterns.is_match(text) || super::secrets::is_variable(text),
        }
    }
}
