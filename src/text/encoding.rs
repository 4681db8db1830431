//! Decoding of a file's bytes, and detection of encoding problems.

use std::borrow::Cow;

use super::Span;

/// Reason why the bytes of a file are not the UTF-8 that JSON requires (RFC 8259, section 8.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EncodingProblem {
    /// A UTF-8 byte order mark: accepted by most readers, rejected by some.
    ByteOrderMark,
    /// UTF-16 or UTF-32, with its name. The text was not decoded.
    WideUnicode(&'static str),
    /// Bytes that are not UTF-8, as in Latin-1 or Windows-1252.
    InvalidUtf8 {
        /// The first invalid byte.
        span: Span,
        /// Value of the first invalid byte.
        byte: u8,
        /// Number of invalid bytes.
        count: usize,
    },
}

/// Decoded text of a file.
#[derive(Debug)]
pub struct Decoded<'a> {
    /// The text at the same byte offsets as in the file: invalid bytes are replaced by `?`, a byte
    /// order mark remains. Empty if the text was not decoded.
    pub text: Cow<'a, str>,
    /// The encoding problem, if there is one.
    pub problem: Option<EncodingProblem>,
}

/// Decodes `bytes` as UTF-8.
#[must_use]
pub(crate) fn decode(bytes: &[u8]) -> Decoded<'_> {
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => with_problem(Cow::Borrowed(text)),
        Err(_) => {
            if let Some(name) = wide_unicode(bytes) {
                let problem = Some(EncodingProblem::WideUnicode(name));
                return Decoded { text: Cow::Borrowed(""), problem };
            }
            let first = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
            replace_invalid(bytes, first)
        }
    }
}

/// Decodes `bytes` like [`decode`]. Bytes that are UTF-8 become the text without a copy.
#[must_use]
pub(crate) fn decode_owned(bytes: Vec<u8>) -> Decoded<'static> {
    match String::from_utf8(bytes) {
        Ok(text) => with_problem(Cow::Owned(text)),
        Err(error) => {
            let Decoded { text, problem } = decode(error.as_bytes());
            Decoded { text: Cow::Owned(text.into_owned()), problem }
        }
    }
}

/// Looks for an encoding problem of a text that is valid UTF-8.
fn with_problem(text: Cow<'_, str>) -> Decoded<'_> {
    if text.starts_with('\u{FEFF}') {
        return Decoded { text, problem: Some(EncodingProblem::ByteOrderMark) };
    }
    // UTF-16 of plain ASCII is valid UTF-8 full of NUL characters.
    match wide_unicode(text.as_bytes()) {
        Some(name) => Decoded { text: Cow::Borrowed(""), problem: Some(EncodingProblem::WideUnicode(name)) },
        None => Decoded { text, problem: None },
    }
}

/// Detects UTF-16 and UTF-32 by byte order mark or by the zero bytes in the first two characters:
/// the first character of JSON is always ASCII.
fn wide_unicode(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x00, 0x00, 0xFE, 0xFF, ..] => Some("UTF-32 (big-endian)"),
        [0xFF, 0xFE, 0x00, 0x00, ..] => Some("UTF-32 (little-endian)"),
        [0xFE, 0xFF, ..] => Some("UTF-16 (big-endian)"),
        [0xFF, 0xFE, ..] => Some("UTF-16 (little-endian)"),
        [0, 0, 0, first, ..] if *first != 0 => Some("UTF-32 (big-endian)"),
        [first, 0, 0, 0, ..] if *first != 0 => Some("UTF-32 (little-endian)"),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Some("UTF-16 (big-endian)"),
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some("UTF-16 (little-endian)"),
        _ => None,
    }
}

/// Replaces every invalid byte by one `?` to preserve offsets.
fn replace_invalid(bytes: &[u8], first: usize) -> Decoded<'_> {
    let mut text = String::with_capacity(bytes.len());
    let mut count = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        count += chunk.invalid().len();
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    let byte = bytes.get(first).copied().unwrap_or_default();
    let span = Span::from_usize(first, first + 1);
    Decoded { text: Cow::Owned(text), problem: Some(EncodingProblem::InvalidUtf8 { span, byte, count }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_is_borrowed() {
        let decoded = decode("{\"a\": \"é\"}".as_bytes());
        assert!(matches!(decoded.text, Cow::Borrowed(_)));
        assert_eq!(decoded.problem, None);
    }

    #[test]
    fn reports_and_preserves_byte_order_mark() {
        let decoded = decode(b"\xEF\xBB\xBF{}");
        assert_eq!(decoded.text, "\u{FEFF}{}");
        assert_eq!(decoded.problem, Some(EncodingProblem::ByteOrderMark));
    }

    #[test]
    fn detects_utf16_and_utf32_with_and_without_bom() {
        let utf16_le: Vec<u8> = "{\"é\":1}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16_be: Vec<u8> = "{\"a\":1}".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let utf32_le: Vec<u8> = "{}".chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
        let cases: [(&[u8], &str); 5] = [
            (&utf16_le, "UTF-16 (little-endian)"),
            (&utf16_be, "UTF-16 (big-endian)"),
            (&utf32_le, "UTF-32 (little-endian)"),
            (b"\xFF\xFE{\0}\0", "UTF-16 (little-endian)"),
            (b"\x00\x00\xFE\xFF\0\0\0{", "UTF-32 (big-endian)"),
        ];
        for (bytes, name) in cases {
            let decoded = decode(bytes);
            assert_eq!(decoded.problem, Some(EncodingProblem::WideUnicode(name)));
            assert_eq!(decoded.text, "");
        }
    }

    #[test]
    fn nul_bytes_alone_do_not_imply_utf16() {
        assert_eq!(decode(b"{\"a\": \"\0\"}").problem, None);
        assert_eq!(decode(b"\0\0\0\0").problem, None);
    }

    #[test]
    fn latin_1_preserves_offsets() {
        let decoded = decode(b"{\"n\": \"Andr\xE9 \xFC\"}");
        assert_eq!(decoded.text, "{\"n\": \"Andr? ?\"}");
        let expected = EncodingProblem::InvalidUtf8 { span: Span::new(11, 12), byte: 0xE9, count: 2 };
        assert_eq!(decoded.problem, Some(expected));
    }
}
