//! Making text from files safe to print.
//!
//! A job file is untrusted input to a terminal: control characters could move the cursor or set
//! colours, bidirectional controls could show a line in another order than it is read.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether printing the character could change how the rest of the output looks.
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

/// `text` with every unsafe character written as an escape, line breaks and tabs included.
#[must_use]
pub fn sanitize_line(text: &str) -> Cow<'_, str> {
    sanitize_keeping(text, |_| false)
}

/// `text` with every unsafe character but line breaks and tabs written as an escape.
#[must_use]
pub fn sanitize(text: &str) -> Cow<'_, str> {
    sanitize_keeping(text, |character| matches!(character, '\n' | '\t'))
}

fn sanitize_keeping(text: &str, keep: impl Fn(char) -> bool) -> Cow<'_, str> {
    let unsafe_here = |character: char| is_unsafe_to_print(character) && !keep(character);
    if !text.chars().any(unsafe_here) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '\n' if unsafe_here('\n') => safe.push_str("\\n"),
            '\r' => safe.push_str("\\r"),
            '\t' if unsafe_here('\t') => safe.push_str("\\t"),
            _ if unsafe_here(character) => {
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
    fn escapes_become_visible() {
        assert_eq!(sanitize_line("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(sanitize_line("x\u{202e}y\u{2066}z\u{9b}\u{7f}"), "x\\u{202e}y\\u{2066}z\\u{9b}\\u{7f}");
        assert_eq!(sanitize_line("one\r\ntwo\t3"), "one\\r\\ntwo\\t3");
    }

    #[test]
    fn line_breaks_can_stay() {
        assert_eq!(sanitize("one\ntwo\t3\r"), "one\ntwo\t3\\r");
    }

    #[test]
    fn ordinary_text_is_borrowed() {
        for text in ["plain", "Ünïcödé 漢字 😀", "עברית"] {
            assert!(matches!(sanitize_line(text), Cow::Borrowed(_)));
        }
    }
}
