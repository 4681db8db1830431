//! Decoding of JSON string escapes, and mapping of decoded positions to the raw text.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::{Chunk16, Span};

/// Value of the four hexadecimal digits at `at`, as in `\u00e9`.
#[must_use]
pub(crate) fn parse_hex4(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at.checked_add(4)?)?;
    digits.iter().try_fold(0, |value, &digit| Some(value << 4 | char::from(digit).to_digit(16)?))
}

/// Decodes the escape sequence at `at` to its raw length and its character.
///
/// Invalid escapes decode to the most likely character (`\'` to `'`), lone surrogates to U+FFFD:
/// the parser reports them, the rest of the tool continues.
fn escape_at(raw: &[u8], at: usize) -> (usize, char) {
    match raw.get(at + 1) {
        Some(b'u') => unicode_escape_at(raw, at),
        Some(&letter) if SHORT_ESCAPES[usize::from(letter)] != 0 => {
            (2, char::from(SHORT_ESCAPES[usize::from(letter)]))
        }
        // A literal backslash: `C:\share` is unchanged.
        _ => (1, '\\'),
    }
}

fn unicode_escape_at(raw: &[u8], at: usize) -> (usize, char) {
    let Some(high) = parse_hex4(raw, at + 2) else { return (1, '\\') };
    if (0xD800..0xDC00).contains(&high)
        && raw.get(at + 6..at + 8) == Some(b"\\u")
        && let Some(low) = parse_hex4(raw, at + 8)
        && (0xDC00..0xE000).contains(&low)
    {
        let code = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        return (12, char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    (6, char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER))
}

/// Character of a short escape by the letter after the backslash; 0 for other letters.
static SHORT_ESCAPES: [u8; 256] = {
    let mut table = [0; 256];
    let mut rest: &[(u8, u8)] = &[
        (b'n', b'\n'),
        (b'r', b'\r'),
        (b't', b'\t'),
        (b'b', 8),
        (b'f', 12),
        (b'"', b'"'),
        (b'\\', b'\\'),
        (b'/', b'/'),
        (b'\'', b'\''),
    ];
    while let [(letter, byte), others @ ..] = rest {
        table[*letter as usize] = *byte;
        rest = others;
    }
    table
};

/// Decodes the content of a JSON string, without its quotes. Borrows if there is no escape.
#[must_use]
pub fn unescape(raw: &str) -> Cow<'_, str> {
    let bytes = raw.as_bytes();
    let Some(first) = memchr::memchr(b'\\', bytes) else { return Cow::Borrowed(raw) };
    // `copy_plain` copies whole chunks and truncates the excess.
    let mut decoded = Vec::with_capacity(raw.len() + Chunk16::LEN);
    decoded.extend_from_slice(&bytes[..first]);
    let mut at = first;
    while at < bytes.len() {
        at = decode_escapes(bytes, at, &mut decoded);
        at = copy_plain(bytes, at, &mut decoded);
    }
    // Only complete characters were appended.
    Cow::Owned(String::from_utf8(decoded).unwrap_or_default())
}

/// Decodes the escapes at `at` and returns the position after them.
#[inline(always)]
fn decode_escapes(bytes: &[u8], mut at: usize, decoded: &mut Vec<u8>) -> usize {
    while bytes.get(at) == Some(&b'\\') {
        let letter = bytes.get(at + 1).copied().unwrap_or_default();
        match SHORT_ESCAPES[usize::from(letter)] {
            0 => {
                let (length, character) = escape_at(bytes, at);
                decoded.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                at += length;
            }
            byte => {
                decoded.push(byte);
                at += 2;
            }
        }
    }
    at
}

/// Copies the text between `at` and the next backslash and returns the position of the backslash.
#[inline(always)]
fn copy_plain(bytes: &[u8], mut at: usize, decoded: &mut Vec<u8>) -> usize {
    while let Some(block) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        decoded.extend_from_slice(block);
        let found = Chunk16::new(block).eq_mask(b'\\');
        if found != 0 {
            let length = found.trailing_zeros() as usize;
            decoded.truncate(decoded.len() + length - Chunk16::LEN);
            return at + length;
        }
        at += Chunk16::LEN;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let length = rest.iter().position(|byte| *byte == b'\\').unwrap_or(rest.len());
    decoded.extend_from_slice(&rest[..length]);
    at + length
}

/// Appends `text` as the content of a JSON string, with the minimum of escapes.
pub fn escape_into(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            control if control < ' ' => {
                out.push_str("\\u00");
                for digit in [control as u32 >> 4, control as u32 & 15] {
                    out.push(char::from_digit(digit, 16).unwrap_or('0'));
                }
            }
            plain => out.push(plain),
        }
    }
}

/// A decoded string that maps its bytes to positions in the file.
///
/// The positions of escapes are computed on first use: only findings need them.
#[derive(Debug)]
pub struct DecodedString<'a> {
    text: Cow<'a, str>,
    raw: &'a str,
    raw_start: u32,
    escapes: OnceCell<Escapes>,
}

/// Positions of the escapes of a string, relative to its start.
#[derive(Debug, Default)]
struct Escapes {
    /// End of every escape, decoded and raw.
    resume: Vec<(u32, u32)>,
    /// Start of every escape, decoded and raw.
    starts: Vec<(u32, u32)>,
}

impl Escapes {
    fn new(raw: &str) -> Self {
        let bytes = raw.as_bytes();
        let mut decoded: usize = 0;
        let mut position = 0;
        let mut escapes = Self::default();
        while let Some(found) = memchr::memchr(b'\\', &bytes[position..]) {
            let at = position + found;
            decoded += found;
            let (length, character) = escape_at(bytes, at);
            escapes.starts.push((saturate(decoded), saturate(at)));
            decoded += character.len_utf8();
            position = at + length;
            escapes.resume.push((saturate(decoded), saturate(position)));
        }
        escapes
    }
}

impl<'a> DecodedString<'a> {
    /// Decodes `raw`, the content of a JSON string that starts at byte `raw_start` of the file.
    #[must_use]
    pub fn new(raw: &'a str, raw_start: u32) -> Self {
        Self { text: unescape(raw), raw, raw_start, escapes: OnceCell::new() }
    }

    /// Same as [`Self::new`] for a string that is already decoded.
    #[must_use]
    pub(crate) fn from_decoded(raw: &'a str, raw_start: u32, text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), raw, raw_start, escapes: OnceCell::new() }
    }

    fn escapes(&self) -> &Escapes {
        self.escapes.get_or_init(|| Escapes::new(self.raw))
    }

    /// The decoded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Raw bytes of the file that correspond to a decoded byte range. A range that overlaps an
    /// escape includes the whole escape.
    #[must_use]
    pub fn raw_span(&self, start: usize, end: usize) -> Span {
        let from = self.raw_offset(saturate(start), Edge::Start);
        let to = if end > start { self.raw_offset(saturate(end), Edge::End) } else { from };
        Span::new(from, to)
    }

    /// Decoded bytes that correspond to a range of the file, clamped to the string. A range that
    /// overlaps an escape includes its whole character.
    #[must_use]
    pub(crate) fn decoded_range(&self, span: Span) -> Range<usize> {
        let start = self.decoded_offset(span.start, Edge::Start);
        let end = if span.is_empty() { start } else { self.decoded_offset(span.end, Edge::End) };
        start..end.max(start)
    }

    fn decoded_offset(&self, raw: u32, side: Edge) -> usize {
        let raw = raw.saturating_sub(self.raw_start);
        let Escapes { resume, starts } = self.escapes();
        let next = resume.partition_point(|&(_, resumed)| resumed <= raw);
        let (base_decoded, base_raw) =
            next.checked_sub(1).and_then(|index| resume.get(index)).copied().unwrap_or((0, 0));
        let decoded = match starts.get(next) {
            Some(&(at, raw_at)) if raw > raw_at => match side {
                Edge::Start => at,
                Edge::End => resume.get(next).map_or(at, |&(decoded, _)| decoded),
            },
            _ => base_decoded.saturating_add(raw.saturating_sub(base_raw)),
        };
        (decoded as usize).min(self.text.len())
    }

    fn raw_offset(&self, decoded: u32, side: Edge) -> u32 {
        let Escapes { resume, starts } = self.escapes();
        let next = resume.partition_point(|&(resumed, _)| resumed <= decoded);
        let (base_decoded, base_raw) =
            next.checked_sub(1).and_then(|index| resume.get(index)).copied().unwrap_or((0, 0));
        let raw = match starts.get(next) {
            // Inside an escape: the whole escape, for either edge.
            Some(&(at, raw_at)) if decoded > at => match side {
                Edge::Start => raw_at,
                Edge::End => resume.get(next).map_or(raw_at, |&(_, raw)| raw),
            },
            _ => base_raw.saturating_add(decoded.saturating_sub(base_decoded)),
        };
        self.raw_start.saturating_add(raw)
    }
}

#[derive(Clone, Copy)]
enum Edge {
    Start,
    End,
}

fn saturate(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// Converts a text to a JSON string, with its quotes.
#[must_use]
pub(crate) fn to_json_string(text: &str) -> String {
    let mut string = String::with_capacity(text.len() + 2);
    string.push('"');
    escape_into(text, &mut string);
    string.push('"');
    string
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_every_escape() {
        assert_eq!(unescape(r#"a\"\\\/\b\f\n\r\té"#), "a\"\\/\u{8}\u{c}\n\r\té");
        assert_eq!(unescape(r"\u00e9\ud83d\ude00!"), "é😀!");
        assert!(matches!(unescape("plain"), Cow::Borrowed("plain")));
    }

    #[test]
    fn decodes_escapes_at_every_offset() {
        for before in 0..40 {
            for after in 0..40 {
                let raw = format!(
                    r#"{}\r\n\"{}\u00e9 é\ud83d\ude00\\{}"#,
                    "a".repeat(before),
                    "é".repeat(after),
                    "b".repeat(before)
                );
                let expected: String = serde_json::from_str(&format!("\"{raw}\"")).unwrap();
                assert_eq!(unescape(&raw), expected);
            }
        }
    }

    #[test]
    fn preserves_invalid_escapes() {
        assert_eq!(unescape(r"\ud83d-\ude00"), "\u{FFFD}-\u{FFFD}");
        assert_eq!(unescape(r"C:\share\u12"), r"C:\share\u12");
        assert_eq!(unescape("tail\\"), "tail\\");
        assert_eq!(unescape("\\é"), "\\é");
    }

    #[test]
    fn escaping_is_the_inverse() {
        let text = "q\" b\\ \r\n\t\u{1}\u{1f} é😀 /";
        let mut raw = String::new();
        escape_into(text, &mut raw);
        assert_eq!(unescape(&raw), text);
        assert_eq!(raw, "q\\\" b\\\\ \\r\\n\\t\\u0001\\u001f é😀 /");
    }

    #[test]
    fn maps_decoded_characters_to_raw_text() {
        let raw = r#"é\"x\u00e9😀\ud83d\ude00\r\nend"#;
        let string = DecodedString::new(raw, 100);
        let expected = ["é", "\\\"", "x", "\\u00e9", "😀", "\\ud83d\\ude00", "\\r", "\\n", "e", "n", "d"];
        let found: Vec<&str> = string
            .text()
            .char_indices()
            .map(|(at, character)| {
                let span = string.raw_span(at, at + character.len_utf8());
                &raw[span.start as usize - 100..span.end as usize - 100]
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn maps_raw_ranges_to_decoded_ranges() {
        let raw = r#"é\"x\u00e9😀\ud83d\ude00\r\nend"#;
        let string = DecodedString::new(raw, 100);
        for (at, character) in string.text().char_indices() {
            let end = at + character.len_utf8();
            assert_eq!(string.decoded_range(string.raw_span(at, end)), at..end);
            assert_eq!(string.decoded_range(string.raw_span(at, at)), at..at);
        }
        // Half an escape yields the whole character; positions outside the string are clamped.
        assert_eq!(DecodedString::new(r"a\u00e9b", 10).decoded_range(Span::new(13, 14)), 1..3);
        assert_eq!(DecodedString::new("abc", 10).decoded_range(Span::new(0, 99)), 0..3);
    }

    #[test]
    fn maps_ranges_and_end_positions() {
        let string = DecodedString::new(r#"\"a\" b"#, 10);
        assert_eq!(string.text(), "\"a\" b");
        assert_eq!(string.raw_span(0, 3), Span::new(10, 15));
        assert_eq!(string.raw_span(5, 5), Span::new(17, 17));
        assert_eq!(string.raw_span(1, 1), Span::new(12, 12));
    }
}
