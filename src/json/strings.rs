//! Strings that hold escapes or mistakes: the slow path of the parser.

use super::error::SyntaxErrorKind as Error;
use super::parser::Parser;
use super::scan::{find_special, skip_short_escapes};
use super::{Node, NodeId, NodeKind, Quotes, SyntaxError};
use crate::text::parse_hex4;

/// How far the end of a broken string is looked for: a file of nothing but quotes must not take
/// quadratic time.
const MAX_LOOKAHEAD: usize = 4096;

impl Parser<'_> {
    /// A string in typographic quotes, which word processors make of straight ones.
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
        // A string that never ends has been reported as that.
        let unclosed = |error: &SyntaxError| error.kind == Error::UnclosedString;
        if !self.tree.errors.get(before..).unwrap_or_default().iter().any(unclosed) {
            self.error(Error::SingleQuotes, start, self.at);
        }
    }

    /// The slow path of strings: escapes, control characters, a missing end. `at` is the first byte
    /// that needs a look.
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

    /// Behind the escape at `at`.
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
                // A control character is looked at for itself.
                at + if other < 0x20 { 1 } else { 1 + width }
            }
        }
    }

    /// Whether the string that reaches the end of a line goes on behind it: its quote stands on a
    /// later line, and closes where it stands instead of opening the next string.
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

    /// A string that its line ends before: what looks like structure at the end is given back.
    fn unclosed_string(&mut self, line_end: usize, escaped: bool) {
        let start = self.at;
        let text = self.bytes.get(start + 1..line_end).unwrap_or_default();
        let trimmed = text.trim_ascii_end();
        let kept = if let Some(colon) = self.in_name.then(|| memchr::memchr(b':', trimmed)).flatten() {
            colon
        } else {
            let mut kept = trimmed.len();
            while let Some(b',' | b'}' | b']') = kept.checked_sub(1).and_then(|last| trimmed.get(last)) {
                kept -= 1;
            }
            trimmed[..kept].trim_ascii_end().len()
        };
        let end = start + 1 + kept;
        self.error(Error::UnclosedString, start, end);
        // What is open around a text that the file ends in was cut off with it.
        self.skipped_to_end |= line_end == self.bytes.len();
        self.push_string(Quotes::Unclosed, escaped, end);
    }

    /// Whether the quote at `at` closes a text, to judge by what follows it.
    pub(super) fn is_closing_quote(&self, at: usize) -> bool {
        self.byte(at) == Some(b'"') && matches!(self.next_byte(at + 1).1, Some(b',' | b'}' | b']'))
    }

    /// `"the user "x" here"`: text goes on directly behind a string's quote. The string is taken to
    /// end at the next quote on the line that something structural follows.
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

    /// Makes the string that was just read end at `end` instead.
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
