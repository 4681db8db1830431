//! The token at the cursor, which may be unterminated.

use std::ops::Range;

/// A token, as byte ranges of the text.
pub(super) struct RawToken {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The token without its quotes.
    pub(super) content: Range<usize>,
    pub(super) is_quoted: bool,
    /// Whether it has a closing quote.
    pub(super) is_closed: bool,
}

impl RawToken {
    pub(super) fn is_empty(&self) -> bool {
        self.start == self.end
    }
}

/// The string or word around an offset; an empty token if there is none.
pub(super) fn token_at(text: &str, offset: usize) -> RawToken {
    let line_start = text[..offset].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    match open_quote_offset(&text[line_start..offset]) {
        Some(quote) => string_token(text, line_start + quote, offset),
        None => {
            let is_word_char = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '.' | '$');
            let head = text[..offset].trim_end_matches(is_word_char);
            let tail = text[offset..].trim_start_matches(is_word_char);
            let (start, end) = (head.len(), text.len() - tail.len());
            // Directly before a string, use the string.
            if start == offset && end == offset && tail.starts_with('"') && starts_with_closed_value(tail) {
                return string_token(text, offset, offset + 1);
            }
            RawToken { start, end, content: start..end, is_quoted: false, is_closed: false }
        }
    }
}

/// The offset of the opening quote of a string that is unterminated at the end of the line.
fn open_quote_offset(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let mut open = None;
    let mut pos = 0;
    while let Some(found) = memchr::memchr2(b'"', b'\\', bytes.get(pos..)?) {
        let here = pos + found;
        if bytes[here] == b'"' {
            open = if open.is_none() { Some(here) } else { None };
            pos = here + 1;
        } else {
            // A backslash starts an escape only in a string.
            pos = here + if open.is_some() { 2 } else { 1 };
        }
        if pos > bytes.len() {
            break;
        }
    }
    open
}

/// The string with its opening quote at `quote` that contains the cursor.
fn string_token(text: &str, quote: usize, mut cursor: usize) -> RawToken {
    let bytes = text.as_bytes();
    let mut end = quote + 1;
    while end < bytes.len() {
        match bytes[end] {
            b'\\' => {
                let escape_end = end + if bytes.get(end + 1) == Some(&b'u') { 6 } else { 2 };
                if end < cursor && cursor < escape_end {
                    // Move a cursor within an escape to its end.
                    cursor = if text.is_char_boundary(escape_end) { escape_end } else { text.len() };
                }
                end = escape_end;
            }
            b'\n' | b'\r' => break,
            b'"' if end >= cursor => {
                let next = text[end + 1..].trim_start().chars().next();
                if matches!(next, None | Some(',' | '}' | ']' | ':')) {
                    return RawToken {
                        start: quote,
                        end: end + 1,
                        content: quote + 1..end,
                        is_quoted: true,
                        is_closed: true,
                    };
                }
                break;
            }
            _ => end += 1,
        }
    }
    unterminated_string(text, quote, cursor)
}

/// A string without a closing quote, which ends at the first structural character after the cursor.
fn unterminated_string(text: &str, quote: usize, cursor: usize) -> RawToken {
    let mut stop = cursor;
    for (index, character) in text[cursor..].char_indices() {
        if matches!(character, ',' | '}' | ']' | ':' | '"' | '\n' | '\r') {
            break;
        }
        stop = cursor + index + character.len_utf8();
    }
    let mut content_end = cursor + text[cursor..stop].trim_end().len();
    // A single backslash at the end would escape the closing quote.
    let backslashes = text[quote + 1..content_end].bytes().rev().take_while(|byte| *byte == b'\\').count();
    if backslashes % 2 == 1 && content_end > cursor {
        content_end -= 1;
    }
    RawToken {
        start: quote,
        end: content_end,
        content: quote + 1..content_end,
        is_quoted: true,
        is_closed: false,
    }
}

/// Whether a text that starts with a quote starts with a terminated string that is not the name of a member.
pub(super) fn starts_with_closed_value(text: &str) -> bool {
    let token = string_token(text, 0, 1);
    token.is_closed && !text[token.end..].trim_start().starts_with(':')
}
