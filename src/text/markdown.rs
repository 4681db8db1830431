//! Inline code in plain text and Markdown.

use super::{sanitize_line, truncate};

/// Longer values are truncated.
const MAX_CHARS: usize = 80;

/// Formats a value as `` `value` ``: on one line, without control characters, truncated if it is
/// long, and with enough backticks to enclose those of the value (CommonMark, "Code spans").
#[must_use]
pub(crate) fn inline_code(value: &str) -> String {
    let shown = truncate(value, MAX_CHARS);
    let shown = sanitize_line(&shown);
    let longest_run = shown.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    if longest_run == 0 {
        return format!("`{shown}`");
    }
    let fence = "`".repeat(longest_run + 1);
    format!("{fence} {shown} {fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_backticks_and_control_characters() {
        for (value, quoted) in [
            ("_api_", "`_api_`"),
            ("a`b", "`` a`b ``"),
            ("``", "``` `` ```"),
            ("one\r\ntwo", "`one\\r\\ntwo`"),
            ("\u{1b}[31m", "`\\u{1b}[31m`"),
        ] {
            assert_eq!(inline_code(value), quoted);
        }
        assert_eq!(inline_code(&"é".repeat(100)).chars().filter(|character| *character == 'é').count(), 80);
    }
}
