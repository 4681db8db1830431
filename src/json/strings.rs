//! Strings with escapes or errors: the slow path of the parser.

use super::error::SyntaxErrorKind as Error;
use super::parser::Parser;
use super::scan::{find_special, skip_short_escapes};
use super::{Node, NodeId, NodeKind, Quotes, SyntaxError};
use crate::text::parse_hex4;

/// How far the end of a broken string is searched: a file of quotes must not take quadratic time.
const MAX_LOOKAHEAD: usize = 4096;

impl Parser<'_> {
    /// Reads a string in curly quotes, which word processors insert.
    pub(super) fn curly_quotes(&mut self) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let is_quote = |bytes: &[u8]| matches!(bytes, [0xE2, 0x80, 0x98..=0x9F, ..]);
        if !is_quote(rest) {
            return false;
        }
        let ends = |at: &usize| matches!(rest[*at], b'"' | b'\n' | b'\r') || is_quote(&rest[*at..]);
        let end = (3..rest.len()).find(ends).unwrap_or(rest.len());
        let length = match rest.get(end) {
            None | Some(b'\n' | b'\r') => end,
            Some(b'"') => end + 1,
            Some(_) => end + 3,
        };
        self.push_invalid(Error::CurlyQuotes, self.at + length);
        true
    }

    pub(super) fn single_quoted(&mut self) {
        let start = self.at;
        let before = self.tree.errors.len();
        self.string_slow(b'\'', self.at + 1);
        // An unterminated string is reported as such.
        let unclosed = |error: &SyntaxError| error.kind == Error::UnclosedString;
        if !self.tree.errors.get(before..).unwrap_or_default().iter().any(unclosed) {
            self.error(Error::SingleQuotes, start, self.at);
        }
    }

    /// Slow path for strings: escapes, control characters, a missing end. `at` is the first byte that
    /// needs it.
    #[cold]
    pub(super) fn string_slow(&mut self, quote: u8, mut at: usize) {
        let mut escaped = false;
        let mut broken = false;
        let quotes = if quote == b'"' { Quotes::Double } else { Quotes::Single };
        loop {
            match self.byte(at) {
                Some(byte) if byte == quote => return self.push_string(quotes, escaped, at + 1),
                Some(b'\\') => {
                    escaped = true;
                    at = self.escape(at, quote);
                    if quote == b'"' {
                        at = skip_short_escapes(self.bytes, at);
                    }
                }
                Some(b'\n' | b'\r') if broken => at += 1,
                Some(b'\n' | b'\r') if quote == b'"' && self.continues_after(at) => {
                    broken = true;
                    self.error(Error::LineBreak, at, at);
                    at += 1;
                }
                None | Some(b'\n' | b'\r') => return self.unclosed_string(at, escaped),
                Some(byte) if byte < 0x20 => {
                    let rest = self.bytes.get(at..).unwrap_or_default();
                    let length = rest
                        .iter()
                        .take_while(|byte| **byte < 0x20 && !matches!(byte, b'\n' | b'\r'))
                        .count();
                    self.error(Error::ControlCharacter, at, at + length);
                    at += length;
                }
                Some(_) => at += 1,
            }
            if quote == b'"' {
                at = find_special(self.bytes, at);
            }
        }
    }

    /// Validates the escape at `at` and returns the offset after it.
    fn escape(&mut self, at: usize, quote: u8) -> usize {
        match self.byte(at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => at + 2,
            Some(b'\'') if quote == b'\'' => at + 2,
            Some(b'u') if parse_hex4(self.bytes, at + 2).is_some() => at + 6,
            Some(b'\n' | b'\r') | None => at + 1,
            Some(other) => {
                let width = match other {
                    0xF0.. => 4,
                    0xE0.. => 3,
                    0xC0.. => 2,
                    _ => 1,
                };
                self.error(Error::BadEscape, at, at + 1 + width);
                // The control character is handled by the caller.
                at + if other < 0x20 { 1 } else { 1 + width }
            }
        }
    }

    /// Whether the string that reaches the end of a line continues on the next: its closing quote is on a
    /// later line and does not look like the start of another string.
    fn continues_after(&self, line_end: usize) -> bool {
        if self.in_name {
            return false;
        }
        let mut at = line_end;
        while at < line_end + MAX_LOOKAHEAD {
            at = find_special(self.bytes, at);
            match self.byte(at) {
                Some(b'"') => {
                    let before = self.bytes.get(line_end..at).unwrap_or_default().trim_ascii_end().last();
                    let opens = matches!(before, Some(b',' | b':' | b'{' | b'['));
                    return !opens && matches!(self.next_byte(at + 1).1, Some(b',' | b'}' | b']'));
                }
                Some(b'\\') => at += 2,
                Some(_) => at += 1,
                None => return false,
            }
        }
        false
    }

    /// A string that is not closed on its line: trailing punctuation is not part of it.
    fn unclosed_string(&mut self, line_end: usize, escaped: bool) {
        let start = self.at;
        let text = self.bytes.get(start + 1..line_end).unwrap_or_default();
        let trimmed = text.trim_ascii_end();
        let length = if let Some(colon) = self.in_name.then(|| memchr::memchr(b':', trimmed)).flatten() {
            colon
        } else {
            let mut length = trimmed.len();
            while let Some(b',' | b'}' | b']') = length.checked_sub(1).and_then(|last| trimmed.get(last)) {
                length -= 1;
            }
            trimmed[..length].trim_ascii_end().len()
        };
        let end = start + 1 + length;
        self.error(Error::UnclosedString, start, end);
        // Containers around a string at the end of the file were cut off with it.
        self.skipped_to_end |= line_end == self.bytes.len();
        self.push_string(Quotes::Unclosed, escaped, end);
    }

    /// Whether the quote at `at` closes a string, judged by what follows it.
    pub(super) fn is_closing_quote(&self, at: usize) -> bool {
        self.byte(at) == Some(b'"') && matches!(self.next_byte(at + 1).1, Some(b',' | b'}' | b']'))
    }

    /// Recovers from `"the user "x" here"`: text directly after the closing quote. The string is taken to
    /// end at the next quote on the line that is followed by punctuation.
    pub(super) fn recover_unescaped_quote(&mut self) -> bool {
        let Some(last) = self.tree.nodes.last().copied() else { return false };
        let touches = last.kind() == NodeKind::String && last.end as usize == self.at;
        if !touches || last.quotes() != Quotes::Double || self.byte(self.at) == Some(b'"') {
            return false;
        }
        let mut at = self.at;
        while at < self.at + MAX_LOOKAHEAD {
            at = find_special(self.bytes, at);
            match self.byte(at) {
                Some(b'"') => {
                    if matches!(self.next_byte(at + 1).1, Some(b',' | b'}' | b']') | None) {
                        return self.extend_string(last, at + 1);
                    }
                    at += 1;
                }
                Some(b'\\') => at += 2,
                Some(b'\t') => at += 1,
                _ => return false,
            }
        }
        false
    }

    /// Extends the string that was just read to `end`.
    fn extend_string(&mut self, last: Node, end: usize) -> bool {
        self.error(Error::UnescapedQuote, self.at - 1, self.at);
        let index = self.tree.nodes.len() - 1;
        let escaped = self.bytes.get(last.start as usize..end).is_some_and(|text| text.contains(&b'\\'));
        self.tree.nodes[index] = Node::string(Quotes::Double, escaped, last.start, end as u32, index as u32);
        let id = NodeId(index as u32);
        if escaped && self.tree.escaped.last() != Some(&id) {
            self.tree.escaped.push(id);
        }
        self.at = end;
        self.previous_end = self.at;
        true
    }
}
