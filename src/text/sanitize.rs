//! Escaping of characters that are unsafe to print.
//!
//! A job file is untrusted input to a terminal: control characters could move the cursor or set
//! colours, bidirectional controls could display a line in a misleading order.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether printing the character could change the appearance of other output.
///
/// These are the C0 and C1 controls, DEL, line and paragraph separators, zero-width characters and
/// the bidirectional formatting controls.
#[must_use]
pub fn is_unsafe_to_print(character: char) -> bool {
    matches!(character,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// Escapes every unsafe character of `text`, including line breaks and tabs.
#[must_use]
pub(crate) fn sanitize_line(text: &str) -> Cow<'_, str> {
    sanitize_except(text, |_| false)
}

/// Escapes every unsafe character of `text` except line breaks and tabs.
#[must_use]
pub(crate) fn sanitize(text: &str) -> Cow<'_, str> {
    sanitize_except(text, |character| matches!(character, '\n' | '\t'))
}

fn sanitize_except(text: &str, allow: impl Fn(char) -> bool) -> Cow<'_, str> {
    let must_escape = |character: char| is_unsafe_to_print(character) && !allow(character);
    if !text.chars().any(must_escape) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '\n' if must_escape('\n') => safe.push_str("\\n"),
            '\r' => safe.push_str("\\r"),
            '\t' if must_escape('\t') => safe.push_str("\\t"),
            _ if must_escape(character) => {
                // Writing to a `String` cannot fail.
                let _ = write!(safe, "\\u{{{:x}}}", character as u32);
            }
            _ => safe.push(character),
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_control_characters() {
        assert_eq!(sanitize_line("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(sanitize_line("x\u{202e}y\u{2066}z\u{9b}\u{7f}"), "x\\u{202e}y\\u{2066}z\\u{9b}\\u{7f}");
        assert_eq!(sanitize_line("one\r\ntwo\t3"), "one\\r\\ntwo\\t3");
    }

    #[test]
    fn sanitize_preserves_line_breaks() {
        assert_eq!(sanitize("one\ntwo\t3\r"), "one\ntwo\t3\\r");
    }

    #[test]
    fn borrows_safe_text() {
        for text in ["plain", "Ünïcödé 漢字 😀", "עברית"] {
            assert!(matches!(sanitize_line(text), Cow::Borrowed(_)));
        }
    }
}
