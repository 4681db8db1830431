//! Recovery from mismatched brackets, and from members inside arrays.

use super::error::SyntaxErrorKind as Error;
use super::parser::{BracketBalance, Expect, Parser};
use super::scan::{Number, find_special, matching_close, scan_number, word_end};
use super::tree::Frame;
use super::{Node, NodeKind};

impl Parser<'_> {
    /// Handles a bracket that does not close the innermost container: either it is the wrong bracket, or
    /// the right one is missing before it.
    pub(super) fn mismatched_close(&mut self, byte: u8) -> Expect {
        if self.tree.frames.last().is_some_and(|frame| frame.contains_members) && byte == b'}' {
            return self.close_matching();
        }
        self.error(Error::MismatchedClose, self.at, self.at + 1);
        self.bracket_balance = BracketBalance::Mismatched;
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

    /// Whether the following text fits a wrong bracket better than a missing one.
    fn is_wrong_bracket(&mut self, closes_object: bool, outer: usize) -> bool {
        // If nothing else is wrong, the brackets of the rest fit only one interpretation.
        if let Some(closed) = self.unmatched_closers_in_rest() {
            let open = self.tree.frames.len();
            if closed == open - 1 || closed == outer {
                return closed == open - 1;
            }
        }
        let (at, follows) = self.next_byte(self.at + 1);
        match follows {
            Some(b',') => {
                let (at, next) = self.next_byte(at + 1);
                if closes_object {
                    // An array was closed with `}`: its object continues with another member.
                    next == Some(b'"') && self.is_name(at)
                } else {
                    // An object was closed with `]`: its array continues with another item.
                    next == Some(b'{')
                }
            }
            Some(b'}') => closes_object && !self.parent_is(outer, true),
            Some(b']') => !closes_object && !self.parent_is(outer, false),
            None => outer > 0,
            Some(_) => false,
        }
    }

    /// Closes containers whose bracket is missing, judged by indentation: the current token is indented
    /// less than the content of the innermost container, and as far as the content of an outer one,
    /// which is an object or an array as asked.
    #[cold]
    pub(super) fn close_by_indent(&mut self, is_object: bool) -> bool {
        let Some(here) = self.indentation(self.at) else { return false };
        let holds = |frame: &Frame| {
            let first = self.tree.nodes.get(frame.node.index() + 1)?;
            self.indentation(first.start as usize)
        };
        let [outer @ .., inner] = self.tree.frames.as_slice() else { return false };
        if holds(inner).is_none_or(|inside| inside.len() <= here.len()) {
            return false;
        }
        let fits = |frame: &Frame| frame.is_object == is_object && holds(frame) == Some(here);
        let Some(outer) = outer.iter().rposition(fits) else { return false };
        let open = self.tree.nodes[inner.node.index()].start as usize;
        self.error(Error::UnclosedContainer, open, open + 1);
        // The missing bracket is empty and follows the last node.
        let last = self.tree.nodes.last().map_or(0, |node| node.end as usize);
        while self.tree.frames.len() > outer + 1 {
            self.close(self.previous_end.max(last));
            if let Some(parent) = self.tree.frames.last_mut() {
                parent.children += 1;
            }
        }
        true
    }

    /// The white space before `at` on its line; `None` if anything else precedes it.
    fn indentation(&self, at: usize) -> Option<&[u8]> {
        let before = self.bytes.get(..at)?;
        // Scans only white space: the whole document may be one line.
        let line = before.iter().rposition(|byte| !matches!(byte, b' ' | b'\t'))?;
        (before[line] == b'\n').then(|| &before[line + 1..])
    }

    fn parent_is(&self, frame: usize, object: bool) -> bool {
        let parent = frame.checked_sub(1).and_then(|parent| self.tree.frames.get(parent));
        parent.is_some_and(|parent| parent.is_object == object)
    }

    /// Whether the string at `at` is a member name of the object around the innermost array.
    pub(super) fn is_member_of_parent(&self, at: usize) -> bool {
        self.parent_is(self.tree.frames.len().saturating_sub(1), true) && self.is_name(at)
    }

    /// Whether the string at `at` is followed by a colon.
    fn is_name(&self, at: usize) -> bool {
        let end = find_special(self.bytes, at + 1);
        self.byte(end) == Some(b'"') && self.next_byte(end + 1).1 == Some(b':')
    }

    /// How many more brackets are closed than opened after the current one. The number of scans is
    /// limited: a document of wrong brackets must not take quadratic time.
    fn unmatched_closers_in_rest(&mut self) -> Option<usize> {
        const SCANS: u32 = 8;
        self.bracket_scans += 1;
        if self.bracket_scans > SCANS {
            return None;
        }
        let (mut opened, mut closed) = (0_usize, 0_usize);
        let mut at = self.at + 1;
        while let Some(byte) = self.byte(at) {
            match byte {
                b'{' | b'[' => opened += 1,
                b'}' | b']' => closed += 1,
                b'"' => at = string_end(self.bytes, at),
                _ => {}
            }
            at += 1;
        }
        closed.checked_sub(opened)
    }

    /// Recovers from a colon after an array item: either the array was not closed before that item,
    /// which is a member of the surrounding object, or the array should be an object.
    pub(super) fn member_in_array(&mut self) -> Expect {
        // The last node may be inside an item.
        let is_item = |node: &Node| node.end as usize == self.previous_end;
        let name = self.tree.nodes.last().copied().filter(is_item);
        let outer = self.tree.frames.len().checked_sub(2).and_then(|outer| self.tree.frames.get(outer));
        let in_object = outer.is_some_and(|frame| frame.is_object);
        let array = self.tree.frames.last().map(|frame| self.tree.nodes[frame.node.index()].start as usize);
        let (Some(name), Some(array)) = (name, array) else {
            self.error(Error::UnexpectedText, self.at, self.at + 1);
            self.at += 1;
            return Expect::CommaOrClose;
        };
        self.at += 1;
        if !in_object || name.kind() != NodeKind::String {
            if let Some(frame) = self.tree.frames.last_mut()
                && !std::mem::replace(&mut frame.contains_members, true)
            {
                self.error(Error::MemberInArray, array, array + 1);
            }
            return Expect::Value;
        }
        self.error(Error::UnclosedContainer, array, array + 1);
        self.tree.nodes.pop();
        if let Some(frame) = self.tree.frames.last_mut() {
            frame.children = frame.children.saturating_sub(1);
        }
        self.close(name.start as usize);
        if let Some(frame) = self.tree.frames.last_mut() {
            frame.children += 1;
        }
        self.tree.nodes.push(name);
        Expect::Value
    }

    /// Skips a second value after the value of a member, which has no name of its own. Does nothing if
    /// it is the name of a member with a missing comma.
    pub(super) fn skip_stray_value(&mut self, byte: u8) -> bool {
        let end = match byte {
            b'"' => string_end(self.bytes, self.at) + 1,
            b'{' | b'[' => match matching_close(self.bytes, self.at) {
                Some(end) => end,
                None => return false,
            },
            b'0'..=b'9' | b'-' => match scan_number(self.bytes, self.at) {
                Number::Valid(end) | Number::Invalid(end) => end,
            },
            _ if byte.is_ascii_alphabetic() => word_end(self.bytes, self.at),
            _ => return false,
        };
        let between = self.bytes.get(self.previous_end..self.at).unwrap_or_default();
        let same_line = !between.iter().any(|byte| matches!(byte, b'\n' | b'\r'));
        let alone = matches!(self.next_byte(end).1, Some(b',' | b'}' | b']'));
        if !alone || (byte == b'"' && !same_line) {
            return false;
        }
        let is_value = !byte.is_ascii_alphabetic()
            || matches!(self.bytes.get(self.at..end), Some(b"true" | b"false" | b"null"));
        let kind = if is_value { Error::MissingName } else { Error::UnexpectedText };
        self.error(kind, self.at, end);
        self.at = end;
        self.previous_end = end;
        true
    }
}

/// The closing quote of the string at `at`; the end of the text if there is none.
fn string_end(bytes: &[u8], at: usize) -> usize {
    let mut at = find_special(bytes, at + 1);
    while bytes.get(at).is_some_and(|byte| *byte != b'"') {
        let step = if bytes[at] == b'\\' { 2 } else { 1 };
        at = find_special(bytes, at + step);
    }
    at.min(bytes.len())
}
