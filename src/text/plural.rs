//! Counts with nouns.

/// A count with the regular plural of a noun: `1 file`, `2 files`.
#[must_use]
pub(crate) fn pluralize(count: usize, noun: &str) -> String {
    let suffix = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{suffix}")
}
