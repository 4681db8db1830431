//! Single-line texts of symbols.

use crate::text::{sanitize_line, truncate};

const MAX_NAME_LEN: usize = 60;

/// Joins the lines of a text and truncates it.
pub(super) fn truncate_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    sanitize_line(&truncate(&line, MAX_NAME_LEN)).into_owned()
}
