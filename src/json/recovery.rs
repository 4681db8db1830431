//! The way on from a mistake: each is reported once, at its token, and the text behind it is read
//! as if it had not been made.

use super::parser::{Expect, Parser};
use super::scan::{Number, find_special, garbage_end, number, skip_space, word_end};
use super::syntax::SyntaxErrorKind as Error;
use super::{Kind, Node, Quotes};
use crate::text::hex4;

impl Parser<'_> {
    fn in_object(&self) -> Option<bool> {
        self.tree.frames.last().map(|frame| frame.is_object)
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// The next byte that is no white space, at or behind `at`.
    fn next_byte(&self, at: usize) -> (usize, Option<u8>) {
        let at = skip_space(self.bytes, at);
        (at, self.byte(at))
    }

    /// A node without text, where something is missing.
    fn missing(&mut self) {
        let index = self.tree.nodes.len() as u32;
        self.tree.nodes.push(Node::leaf(Kind::Invalid, self.at as u32, self.at as u32, index));
    }

    /// A value was expected, and what stands there starts none.
    #[cold]
    pub(super) fn odd_value(&mut self, byte: u8) -> Expect {
        match (byte, self.in_object()) {
            (b']', Some(false)) => return self.close_matching(),
            (b',', Some(false)) => {
                self.error(Error::ExtraComma, self.at, self.at + 1);
                self.comma = Some(self.at);
                self.at += 1;
                return Expect::Value;
            }
            (b'}', Some(false)) => {
                self.comma = None;
                return self.mismatched_close(byte);
            }
            (b',' | b'}', Some(true)) => {
                // Directly behind the colon, where it would be written.
                let before = self.bytes.get(..self.at).unwrap_or_default().trim_ascii_end().len();
                self.error(Error::MissingValue, before, before);
                self.missing();
            }
            (b']', Some(true)) => self.missing(),
            (b'\'', _) => self.single_quoted(),
            (b'+' | b'.', _) => match number(self.bytes, self.at) {
                Number::Good(end) | Number::Bad(end) => self.unreadable(Error::BadNumber, end),
            },
            _ if self.comment() => return Expect::Value,
            (0xE2, _) if self.typographic() => {}
            _ if byte.is_ascii_alphabetic() || byte == b'_' || byte == b'$' || byte >= 0x80 => self.word(),
            _ => {
                let end = garbage_end(self.bytes, self.at);
                // Where something readable follows at once, that is the value.
                let value_follows =
                    matches!(self.next_byte(end).1, Some(next) if !matches!(next, b',' | b'}' | b']'));
                if value_follows {
                    self.error(Error::UnexpectedText, self.at, end);
                    self.at = end;
                    return Expect::Value;
                }
                self.unreadable(Error::UnexpectedText, end);
            }
        }
        self.after_value()
    }

    /// A member's name or `}` was expected, and neither stands there.
    #[cold]
    pub(super) fn odd_name(&mut self, byte: u8) -> Expect {
        match byte {
            b',' => {
                self.error(Error::ExtraComma, self.at, self.at + 1);
                self.comma = Some(self.at);
                self.at += 1;
                Expect::NameOrClose
            }
            b':' => {
                self.error(Error::MissingName, self.at, self.at + 1);
                self.missing();
                self.at += 1;
                Expect::Value
            }
            b'{' | b'[' => {
                self.error(Error::MissingName, self.at, self.at + 1);
                self.missing();
                Expect::Value
            }
            b']' => {
                self.comma = None;
                self.mismatched_close(byte)
            }
            b'\'' => {
                self.single_quoted();
                Expect::Colon
            }
            _ if self.comment() => Expect::NameOrClose,
            0xE2 if self.typographic() => Expect::Colon,
            _ => self.bare_name(),
        }
    }

    fn bare_name(&mut self) -> Expect {
        let end = word_end(self.bytes, self.at);
        let is_name = end > self.at && matches!(self.next_byte(end).1, Some(b':' | b'='));
        if is_name {
            self.error(Error::UnquotedName, self.at, end);
            self.push_string(Quotes::None, false, end);
            return Expect::Colon;
        }
        let end = if end > self.at { end } else { garbage_end(self.bytes, self.at) };
        self.error(Error::UnexpectedText, self.at, end);
        self.at = end;
        self.comma = None;
        Expect::NameOrClose
    }

    /// A colon was expected behind a name.
    #[cold]
    pub(super) fn missing_colon(&mut self, byte: u8) -> Expect {
        match byte {
            b'=' => {
                let end = self.at + if self.byte(self.at + 1) == Some(b'>') { 2 } else { 1 };
                self.error(Error::WrongColon, self.at, end);
                self.at = end;
                Expect::Value
            }
            b',' | b'}' | b']' => {
                self.error(Error::NameWithoutValue, self.previous_end, self.previous_end);
                self.missing();
                self.after_value()
            }
            _ if self.comment() => Expect::Colon,
            _ => {
                self.error(Error::MissingColon, self.previous_end, self.previous_end);
                Expect::Value
            }
        }
    }

    /// A comma or the closing bracket was expected.
    #[cold]
    pub(super) fn odd_separator(&mut self, byte: u8) -> Expect {
        let next = if self.in_object() == Some(true) { Expect::NameOrClose } else { Expect::Value };
        match byte {
            b'}' | b']' => self.mismatched_close(byte),
            b';' => {
                self.error(Error::WrongComma, self.at, self.at + 1);
                self.comma = Some(self.at);
                self.at += 1;
                next
            }
            _ if self.comment() => Expect::CommaOrClose,
            _ if self.unescaped_quote() => Expect::CommaOrClose,
            b':' => {
                self.error(Error::UnexpectedText, self.at, self.at + 1);
                self.at += 1;
                Expect::CommaOrClose
            }
            _ => {
                self.error(Error::MissingComma, self.previous_end, self.previous_end);
                next
            }
        }
    }

    /// `"the user "x" here"`: text goes on directly behind a string's quote. The string is taken to
    /// end at the next quote on the line that something structural follows.
    fn unescaped_quote(&mut self) -> bool {
        let Some(last) = self.tree.nodes.last().copied() else { return false };
        let touches = last.kind() == Kind::String && last.end as usize == self.at;
        if !touches || last.quotes() != Quotes::Double || self.byte(self.at) == Some(b'"') {
            return false;
        }
        /// How far the end of such a string is looked for: a file of nothing but quotes must not take
        /// quadratic time.
        const FAR: usize = 4096;
        let mut at = self.at;
        while at < self.at + FAR {
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
        self.at = end;
        self.previous_end = self.at;
        true
    }

    /// A bracket that does not close the innermost container: it either stands for the right one, or
    /// the right one was left out before it.
    fn mismatched_close(&mut self, byte: u8) -> Expect {
        self.error(Error::MismatchedClose, self.at, self.at + 1);
        let closes_object = byte == b'}';
        let outer = self.tree.frames.iter().rposition(|frame| frame.is_object == closes_object);
        if let Some(outer) = outer.filter(|outer| !self.is_wrong_bracket(closes_object, *outer)) {
            while self.tree.frames.len() > outer + 1 {
                self.close(self.at);
                if let Some(parent) = self.tree.frames.last_mut() {
                    parent.children += 1;
                }
            }
        }
        self.at += 1;
        self.close(self.at);
        self.after_value()
    }

    /// Whether what follows fits the wrong bracket better than a left out one.
    fn is_wrong_bracket(&self, closes_object: bool, outer: usize) -> bool {
        let (at, follows) = self.next_byte(self.at + 1);
        match follows {
            Some(b',') => {
                let (at, next) = self.next_byte(at + 1);
                if closes_object {
                    // An array was closed with `}`: its object goes on with another member.
                    next == Some(b'"') && self.is_name(at)
                } else {
                    // An object was closed with `]`: its array goes on with another item.
                    next == Some(b'{')
                }
            }
            Some(b'}') => closes_object && !self.parent_is(outer, true),
            Some(b']') => !closes_object && !self.parent_is(outer, false),
            None => outer > 0,
            Some(_) => false,
        }
    }

    fn parent_is(&self, frame: usize, object: bool) -> bool {
        let parent = frame.checked_sub(1).and_then(|parent| self.tree.frames.get(parent));
        parent.is_some_and(|parent| parent.is_object == object)
    }

    /// Whether the string at `at` is followed by a colon.
    fn is_name(&self, at: usize) -> bool {
        let end = find_special(self.bytes, at + 1);
        self.byte(end) == Some(b'"') && self.next_byte(end + 1).1 == Some(b':')
    }

    /// Passes over a comment under the cursor, if there is one.
    fn comment(&mut self) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let line = || memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let length = match rest {
            [b'/', b'/', ..] | [b'#', ..] => line(),
            [b'/', b'*', inside @ ..] => {
                memchr::memmem::find(inside, b"*/").map_or(rest.len(), |length| length + 4)
            }
            _ => return false,
        };
        self.error(Error::Comment, self.at, self.at + length);
        // A comment that is never closed took what would have closed the brackets around it.
        self.swallowed_rest |= rest.starts_with(b"/*") && !rest[..length].ends_with(b"*/");
        self.at += length;
        true
    }

    /// A string in typographic quotes, which word processors make of straight ones.
    fn typographic(&mut self) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let is_quote = |bytes: &[u8]| matches!(bytes, [0xE2, 0x80, 0x98..=0x9F, ..]);
        if !is_quote(rest) {
            return false;
        }
        let line = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let close = (3..line).find(|&at| is_quote(&rest[at..]) || rest[at] == b'"');
        let length = close.map_or(line, |at| if rest[at] == b'"' { at + 1 } else { at + 3 });
        self.unreadable(Error::TypographicQuotes, self.at + length);
        true
    }

    fn single_quoted(&mut self) {
        let start = self.at;
        let before = self.tree.errors.len();
        self.string_with_specials(b'\'', self.at + 1);
        // A string that never ends has been reported as that.
        if self.tree.errors.len() == before {
            self.error(Error::SingleQuotes, start, self.at);
        }
    }

    /// The slow path of strings: escapes, control characters, a missing end. `at` is the first byte
    /// that needs a look.
    #[cold]
    pub(super) fn string_with_specials(&mut self, quote: u8, mut at: usize) {
        let mut escaped = false;
        let quotes = if quote == b'"' { Quotes::Double } else { Quotes::Single };
        loop {
            match self.byte(at) {
                Some(byte) if byte == quote => return self.push_string(quotes, escaped, at + 1),
                Some(b'\\') => {
                    escaped = true;
                    at = self.escape(at, quote);
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
            Some(b'u') if hex4(self.bytes, at + 2).is_some() => at + 6,
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
        self.swallowed_rest |= line_end == self.bytes.len();
        self.push_string(Quotes::Unclosed, escaped, end);
    }

    /// The text is over, or what is left of it does not belong to the document.
    #[cold]
    pub(super) fn end_of_text(&mut self, expect: Expect) {
        if self.tree.nodes.is_empty() {
            self.error(Error::Empty, 0, self.bytes.len());
            self.missing();
            return;
        }
        // A name whose value is cut off still is a member.
        let has_name =
            matches!(expect, Expect::Colon) || (expect == Expect::Value && self.in_object() == Some(true));
        if has_name && !self.tree.frames.is_empty() {
            self.missing();
            self.after_value();
        }
        let mut reported = self.swallowed_rest;
        while let Some(frame) = self.tree.frames.last().copied() {
            if !std::mem::replace(&mut reported, true) {
                let open = self.tree.nodes[frame.node.index()].start as usize;
                self.error(Error::UnclosedContainer, open, open + 1);
            }
            self.close(self.bytes.len());
            if let Some(parent) = self.tree.frames.last_mut() {
                parent.children += 1;
            }
        }
        while self.at < self.bytes.len() && self.comment() {
            self.at = skip_space(self.bytes, self.at);
        }
        // Where not even the first value could be read, that has been said.
        let readable = self.tree.nodes.first().is_some_and(|root| root.kind() != Kind::Invalid);
        if self.at < self.bytes.len() && readable {
            self.error(Error::TextAfterEnd, self.at, self.bytes.len());
        }
    }
}
