//! Error recovery: each error is reported once, at its token, and parsing continues as if the text
//! were correct there.

use super::error::SyntaxErrorKind as Error;
use super::parser::{BracketBalance, Expect, Parser};
use super::scan::{Number, garbage_end, phrase_end, scan_number, skip_whitespace, word_end};
use super::{Node, NodeKind, Quotes};

impl Parser<'_> {
    pub(super) fn in_object(&self) -> Option<bool> {
        self.tree.frames.last().map(|frame| frame.is_object)
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// The next byte that is not white space, at or after `at`.
    pub(super) fn next_byte(&self, at: usize) -> (usize, Option<u8>) {
        let at = skip_whitespace(self.bytes, at);
        (at, self.byte(at))
    }

    /// Adds an empty node for something missing.
    fn push_missing(&mut self) {
        let index = self.tree.nodes.len() as u32;
        self.tree.nodes.push(Node::leaf(NodeKind::Invalid, self.at as u32, self.at as u32, index));
    }

    /// Recovers where a value is expected and none starts.
    #[cold]
    pub(super) fn recover_value(&mut self, byte: u8) -> Expect {
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
                // Directly after the colon, where the value belongs.
                let before = self.bytes.get(..self.at).unwrap_or_default().trim_ascii_end().len();
                self.error(Error::MissingValue, before, before);
                self.push_missing();
            }
            (b']', Some(true)) => self.push_missing(),
            (b'\'', _) => self.single_quoted(),
            (b'+' | b'.', _) => match scan_number(self.bytes, self.at) {
                Number::Valid(end) | Number::Invalid(end) => {
                    self.push_invalid(Error::BadNumber, phrase_end(self.bytes, end));
                }
            },
            _ if self.skip_comment() => return Expect::Value,
            (0xE2, _) if self.curly_quotes() => {}
            _ if byte.is_ascii_alphabetic() || byte == b'_' || byte == b'$' || byte >= 0x80 => {
                self.bare_word();
            }
            _ => {
                let end = garbage_end(self.bytes, self.at);
                // A readable value that follows at once is used.
                let value_follows =
                    matches!(self.next_byte(end).1, Some(next) if !matches!(next, b',' | b'}' | b']'));
                if value_follows {
                    self.error(Error::UnexpectedText, self.at, end);
                    self.at = end;
                    return Expect::Value;
                }
                self.push_invalid(Error::UnexpectedText, end);
            }
        }
        self.after_value()
    }

    /// Recovers where a member name or `}` is expected and neither is present.
    #[cold]
    pub(super) fn recover_name(&mut self, byte: u8) -> Expect {
        match byte {
            b',' => {
                self.error(Error::ExtraComma, self.at, self.at + 1);
                self.comma = Some(self.at);
                self.at += 1;
                Expect::NameOrClose
            }
            b':' => {
                self.error(Error::MissingName, self.at, self.at + 1);
                self.push_missing();
                self.at += 1;
                Expect::Value
            }
            b'{' if self.recover_by_indent && self.close_by_indent(false) => Expect::Value,
            b'{' | b'[' => {
                self.error(Error::MissingName, self.at, self.at + 1);
                self.push_missing();
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
            _ if self.skip_comment() => Expect::NameOrClose,
            0xE2 if self.curly_quotes() => Expect::Colon,
            _ => self.recover_bare_name(),
        }
    }

    fn recover_bare_name(&mut self) -> Expect {
        let end = word_end(self.bytes, self.at);
        let is_name = end > self.at && matches!(self.next_byte(end).1, Some(b':' | b'='));
        if is_name {
            self.error(Error::UnquotedName, self.at, end);
            self.push_string(Quotes::None, false, end);
            return Expect::Colon;
        }
        if end > self.at && self.byte(end) == Some(b'"') && self.next_byte(end + 1).1 == Some(b':') {
            self.error(Error::MissingQuote, self.at, end + 1);
            self.push_string(Quotes::None, false, end);
            self.at = end + 1;
            return Expect::Colon;
        }
        let end = if end > self.at { end } else { garbage_end(self.bytes, self.at) };
        self.error(Error::UnexpectedText, self.at, end);
        self.at = end;
        self.comma = None;
        Expect::NameOrClose
    }

    /// Recovers where a colon is expected after a name.
    #[cold]
    pub(super) fn recover_colon(&mut self, byte: u8) -> Expect {
        match byte {
            b'=' => {
                let end = self.at + if self.byte(self.at + 1) == Some(b'>') { 2 } else { 1 };
                self.error(Error::WrongColon, self.at, end);
                self.at = end;
                Expect::Value
            }
            b',' | b'}' | b']' => {
                self.error(Error::NameWithoutValue, self.previous_end, self.previous_end);
                self.push_missing();
                self.after_value()
            }
            _ if self.skip_comment() => Expect::Colon,
            _ => {
                self.error(Error::MissingColon, self.previous_end, self.previous_end);
                Expect::Value
            }
        }
    }

    /// Recovers where a comma or the closing bracket is expected.
    #[cold]
    pub(super) fn recover_separator(&mut self, byte: u8) -> Expect {
        let next = if self.in_object() == Some(true) { Expect::NameOrClose } else { Expect::Value };
        match byte {
            b'}' | b']' => self.mismatched_close(byte),
            b'"' if self.recover_by_indent && self.close_by_indent(true) => Expect::NameOrClose,
            b'{' if self.recover_by_indent && self.close_by_indent(false) => Expect::Value,
            b';' => {
                self.error(Error::WrongComma, self.at, self.at + 1);
                self.comma = Some(self.at);
                self.at += 1;
                next
            }
            _ if self.skip_comment() => Expect::CommaOrClose,
            _ if self.recover_unescaped_quote() => Expect::CommaOrClose,
            b':' if next == Expect::Value => self.member_in_array(),
            b':' => {
                self.error(Error::UnexpectedText, self.at, self.at + 1);
                self.at += 1;
                Expect::CommaOrClose
            }
            _ if next == Expect::NameOrClose && self.skip_stray_value(byte) => Expect::CommaOrClose,
            // The bracket of the array is missing together with the comma: handled at the colon.
            b'"' if next == Expect::Value && self.is_member_of_parent(self.at) => next,
            _ => {
                self.error(Error::MissingComma, self.previous_end, self.previous_end);
                next
            }
        }
    }

    /// Skips a line of a git merge conflict and the second side of the conflict: the first side is
    /// parsed as if it had been chosen.
    fn skip_merge_conflict(&mut self) -> bool {
        let (before, rest) = self.bytes.split_at_checked(self.at).unwrap_or_default();
        let starts_line = matches!(before.last(), None | Some(b'\n' | b'\r'));
        let is = |marker: u8| rest.get(..7).is_some_and(|start| start.iter().all(|byte| *byte == marker));
        let opens = is(b'<');
        if !starts_line || !(opens || is(b'|') || is(b'=') || is(b'>')) {
            return false;
        }
        let line_end = |from: usize| {
            let rest = rest.get(from..).unwrap_or_default();
            from + memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())
        };
        if opens || !self.in_conflict {
            self.error(Error::MergeConflict, self.at, self.at + line_end(0));
        }
        self.in_conflict = opens;
        // Searched only once without success: a file of markers must not take quadratic time.
        let has_lower = !opens && !is(b'>') && !self.unterminated_conflict;
        let lower = if has_lower { memchr::memmem::find(rest, b"\n>>>>>>>") } else { None };
        self.unterminated_conflict |= has_lower && lower.is_none();
        self.at += line_end(lower.map_or(0, |end| end + 1));
        true
    }

    /// Skips a comment at the current position, if there is one.
    fn skip_comment(&mut self) -> bool {
        if self.skip_merge_conflict() {
            return true;
        }
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
        // An unterminated comment contains the brackets that would close its containers.
        self.skipped_to_end |= rest.starts_with(b"/*") && !rest[..length].ends_with(b"*/");
        self.at += length;
        true
    }

    /// Handles the end of the text, or a rest that does not belong to the document.
    #[cold]
    pub(super) fn end_of_text(&mut self, expect: Expect) {
        if self.tree.nodes.is_empty() {
            self.error(Error::Empty, 0, self.bytes.len());
            self.push_missing();
            return;
        }
        // A name whose value is cut off is a member all the same.
        let has_name =
            matches!(expect, Expect::Colon) || (expect == Expect::Value && self.in_object() == Some(true));
        if has_name && !self.tree.frames.is_empty() {
            self.push_missing();
            self.after_value();
        }
        let mut reported = self.skipped_to_end;
        if !reported && !self.tree.frames.is_empty() {
            self.bracket_balance = BracketBalance::LeftOpen;
        }
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
        while self.at < self.bytes.len() && self.skip_comment() {
            self.at = skip_whitespace(self.bytes, self.at);
        }
        // If not even the first value could be read, that was reported.
        let readable = self.tree.nodes.first().is_some_and(|root| root.kind() != NodeKind::Invalid);
        if self.at < self.bytes.len() && readable {
            self.error(Error::TextAfterEnd, self.at, self.bytes.len());
        }
    }
}
