//! The outcome of `--fix` and `--diff` for one file.

/// The outcome of fixing one file.
#[derive(Debug, Default)]
pub(super) struct FixOutcome {
    /// The number of applied fixes.
    pub(super) applied: usize,
    /// Fixes that would have made the file worse, by rule and title.
    pub(super) rejected: Vec<String>,
    /// The changes, if they are only shown.
    pub(super) diff: String,
    /// The fixed text, unless it was written to the file.
    pub(super) text: Option<String>,
    /// Why the file could not be written.
    pub(super) error: Option<String>,
}
