//! The parser: one pass, an explicit stack, and recovery after every error.

use crate::text::Span;

use super::error::SyntaxErrorKind as Error;
use super::scan::{Number, find_special, matching_close, phrase_end, scan_number, skip_whitespace, word_end};
use super::tree::Frame;
use super::{Node, NodeId, NodeKind, Quotes, SyntaxError, Tree};

/// The maximum nesting depth of arrays and objects. A job needs seven levels.
pub const MAX_DEPTH: usize = 256;

/// The maximum number of errors that are recorded for one document.
pub const MAX_ERRORS: usize = 10_000;

/// Parses `text` into `tree`, whose memory is reused.
///
/// Text that RFC 8259 accepts has no [`Tree::errors`]; all other text has at least one, and a tree of
/// everything that could be read. A byte order mark at the start is skipped.
pub fn parse(text: &str, tree: &mut Tree) {
    #[cfg(test)]
    super::parsed_texts::record(text);
    parse_with_max_depth(text, tree, MAX_DEPTH);
}

/// Like [`parse`], with another maximum depth.
pub fn parse_with_max_depth(text: &str, tree: &mut Tree, max_depth: usize) {
    let brackets = parse_once(text, tree, max_depth, false);
    if brackets != BracketBalance::Balanced {
        // If a bracket is missing, everything after it is one level too deep. The second attempt uses
        // the indentation to find the place; the first result is used if that is not better.
        let mistakes = tree.errors.len();
        parse_once(text, tree, max_depth, true);
        let is_better = match brackets {
            BracketBalance::LeftOpen => tree.errors.len() <= mistakes,
            _ => tree.errors.len() < mistakes,
        };
        if !is_better {
            parse_once(text, tree, max_depth, false);
        }
    }
}

/// Whether the brackets of a text match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BracketBalance {
    Balanced,
    /// A bracket closes nothing that is open.
    Mismatched,
    /// The text ends before all brackets are closed.
    LeftOpen,
}

/// Parses the text in a single pass.
fn parse_once(text: &str, tree: &mut Tree, max_depth: usize, by_indent: bool) -> BracketBalance {
    let mut parser = Parser::new(text, tree, max_depth);
    parser.recover_by_indent = by_indent;
    parser.use_fast_path = !by_indent;
    parser.read()
}

/// The next token that the grammar expects.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Expect {
    Value,
    NameOrClose,
    Colon,
    CommaOrClose,
    End,
}

pub(super) struct Parser<'t> {
    pub(super) bytes: &'t [u8],
    pub(super) at: usize,
    /// The comma directly before the current position.
    pub(super) comma: Option<usize>,
    /// The end of the last value or name, where a missing comma or colon belongs.
    pub(super) previous_end: usize,
    /// Whether error recovery consumed the rest of the text.
    pub(super) skipped_to_end: bool,
    /// Whether the string at the current position is a member name.
    pub(super) in_name: bool,
    /// Whether the parser is inside the first side of a merge conflict.
    pub(super) in_conflict: bool,
    /// Whether an unterminated merge conflict was found.
    pub(super) unterminated_conflict: bool,
    /// Whether containers with a missing bracket are closed by indentation.
    pub(super) recover_by_indent: bool,
    /// Whether the fast path for members is used.
    pub(super) use_fast_path: bool,
    pub(super) bracket_balance: BracketBalance,
    /// How often the rest of the text was scanned for brackets.
    pub(super) bracket_scans: u32,
    max_depth: usize,
    pub(super) tree: &'t mut Tree,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str, tree: &'t mut Tree, max_depth: usize) -> Self {
        tree.clear();
        tree.nodes.reserve(text.len() / 12 + 8);
        Self {
            bytes: text.as_bytes(),
            at: if text.starts_with('\u{FEFF}') { 3 } else { 0 },
            comma: None,
            bracket_scans: 0,
            previous_end: 0,
            skipped_to_end: false,
            in_name: false,
            in_conflict: false,
            unterminated_conflict: false,
            recover_by_indent: false,
            use_fast_path: true,
            bracket_balance: BracketBalance::Balanced,
            max_depth,
            tree,
        }
    }
}

impl Parser<'_> {
    pub(super) fn read(&mut self) -> BracketBalance {
        self.run();
        if self.tree.errors.len() > 1 {
            self.tree.errors.sort_by_key(|error| (error.span.start, error.span.end));
        }
        self.bracket_balance
    }

    fn run(&mut self) {
        let mut expect = Expect::Value;
        loop {
            self.at = skip_whitespace(self.bytes, self.at);
            let Some(&byte) = self.bytes.get(self.at) else { break };
            expect = match expect {
                Expect::Value => self.value(byte),
                Expect::NameOrClose => self.name_or_close(byte),
                Expect::CommaOrClose => self.comma_or_close(byte),
                Expect::Colon => {
                    if byte == b':' {
                        self.at += 1;
                        Expect::Value
                    } else {
                        self.recover_colon(byte)
                    }
                }
                Expect::End => break,
            };
        }
        self.end_of_text(expect);
    }

    #[inline(always)]
    fn value(&mut self, byte: u8) -> Expect {
        match byte {
            b'"' => self.string(),
            b'0'..=b'9' | b'-' => match scan_number(self.bytes, self.at) {
                Number::Valid(end) => self.leaf(NodeKind::Number, end),
                Number::Invalid(end) => self.push_invalid(Error::BadNumber, phrase_end(self.bytes, end)),
            },
            b't' => self.literal(b"true", NodeKind::True),
            b'f' => self.literal(b"false", NodeKind::False),
            b'n' => self.literal(b"null", NodeKind::Null),
            b'{' => return self.open(NodeKind::Object, Expect::NameOrClose),
            b'[' => return self.open(NodeKind::Array, Expect::Value),
            _ => return self.recover_value(byte),
        }
        self.after_value()
    }

    #[inline(always)]
    fn name_or_close(&mut self, byte: u8) -> Expect {
        match byte {
            b'"' if self.use_fast_path => self.read_members_fast(),
            b'"' if self.recover_by_indent && self.close_by_indent(true) => Expect::NameOrClose,
            b'"' => self.name(),
            b'}' => self.close_matching(),
            _ => self.recover_name(byte),
        }
    }

    /// Reads the member name at the current quote.
    pub(super) fn name(&mut self) -> Expect {
        self.in_name = true;
        self.string();
        self.in_name = false;
        // Perf: nearly every name is followed by `: `.
        if self.bytes.get(self.at) == Some(&b':') {
            self.at += 1;
            return Expect::Value;
        }
        Expect::Colon
    }

    #[inline(always)]
    fn comma_or_close(&mut self, byte: u8) -> Expect {
        let Some(frame) = self.tree.frames.last() else { return Expect::End };
        match (byte, frame.is_object) {
            (b',', is_object) => {
                self.comma = Some(self.at);
                self.at += 1;
                if is_object { Expect::NameOrClose } else { Expect::Value }
            }
            (b'}', true) | (b']', false) => self.close_matching(),
            _ => self.recover_separator(byte),
        }
    }

    /// After a value: counts it and determines what its container expects.
    #[inline(always)]
    pub(super) fn after_value(&mut self) -> Expect {
        self.comma = None;
        match self.tree.frames.last_mut() {
            Some(frame) => {
                frame.children += 1;
                Expect::CommaOrClose
            }
            None => Expect::End,
        }
    }

    #[inline(always)]
    fn leaf(&mut self, kind: NodeKind, end: usize) {
        let index = self.tree.nodes.len() as u32;
        self.tree.nodes.push(Node::leaf(kind, self.at as u32, end as u32, index));
        self.at = end;
        self.previous_end = end;
    }

    #[inline(always)]
    fn literal(&mut self, text: &[u8], kind: NodeKind) {
        let end = self.at + text.len();
        let runs_on = |byte: &u8| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'+') || *byte >= 0x80
        };
        if self.bytes.get(self.at..end) == Some(text) && !self.bytes.get(end).is_some_and(runs_on) {
            self.leaf(kind, end);
        } else {
            self.bare_word();
        }
    }

    fn open(&mut self, kind: NodeKind, next: Expect) -> Expect {
        if self.tree.frames.len() >= self.max_depth {
            return self.too_deep();
        }
        let index = self.tree.nodes.len() as u32;
        self.tree.nodes.push(Node::leaf(kind, self.at as u32, self.at as u32, index));
        let is_object = kind == NodeKind::Object;
        self.tree.frames.push(Frame { node: NodeId(index), children: 0, is_object, contains_members: false });
        self.at += 1;
        self.comma = None;
        next
    }

    fn too_deep(&mut self) -> Expect {
        self.error(Error::TooDeep, self.at, self.at + 1);
        let end = matching_close(self.bytes, self.at);
        self.skipped_to_end |= end.is_none();
        self.leaf(NodeKind::Invalid, end.unwrap_or(self.bytes.len()));
        self.after_value()
    }

    /// Closes the innermost container at the current bracket.
    #[inline(always)]
    pub(super) fn close_matching(&mut self) -> Expect {
        if let Some(comma) = self.comma.take() {
            self.error(Error::TrailingComma, comma, comma + 1);
        }
        self.at += 1;
        self.close(self.at);
        self.after_value()
    }

    /// Closes the innermost container, which its parent has not counted yet.
    #[inline(always)]
    pub(super) fn close(&mut self, end: usize) {
        let subtree_end = self.tree.nodes.len() as u32;
        if let Some(frame) = self.tree.frames.pop()
            && let Some(node) = self.tree.nodes.get_mut(frame.node.index())
        {
            node.close(end as u32, subtree_end, frame.children);
        }
        self.previous_end = end;
    }

    /// Reads the string at the current quote.
    #[inline(always)]
    fn string(&mut self) {
        let end = find_special(self.bytes, self.at + 1);
        if self.bytes.get(end) == Some(&b'"') {
            self.push_string(Quotes::Double, false, end + 1);
        } else {
            self.string_slow(b'"', end);
        }
    }

    #[inline(always)]
    pub(super) fn push_string(&mut self, quotes: Quotes, escaped: bool, end: usize) {
        let index = self.tree.nodes.len() as u32;
        self.tree.nodes.push(Node::string(quotes, escaped, self.at as u32, end as u32, index));
        if escaped {
            self.tree.escaped.push(NodeId(index));
        }
        self.at = end;
        self.previous_end = end;
    }

    pub(super) fn error(&mut self, kind: Error, start: usize, end: usize) {
        if self.tree.errors.len() < MAX_ERRORS {
            let container = self.tree.frames.last().map_or(NodeId::ROOT, |frame| frame.node);
            self.tree.errors.push(SyntaxError { kind, span: Span::from_usize(start, end), container });
        }
    }

    /// Records an invalid value that ends at `end`.
    pub(super) fn push_invalid(&mut self, kind: Error, end: usize) {
        self.error(kind, self.at, end);
        self.leaf(NodeKind::Invalid, end);
    }

    /// A bare word in place of a value: a literal of another language, or text without quotes.
    pub(super) fn bare_word(&mut self) {
        let end = word_end(self.bytes, self.at).max(self.at + 1);
        let phrase_end = phrase_end(self.bytes, end);
        let word = self.bytes.get(self.at..end).unwrap_or_default();
        let kind = match word.to_ascii_lowercase().as_slice() {
            b"true" | b"yes" | b"on" => NodeKind::True,
            b"false" | b"no" | b"off" => NodeKind::False,
            b"null" | b"none" | b"nil" | b"undefined" => NodeKind::Null,
            _ if self.is_closing_quote(phrase_end) => {
                return self.push_invalid(Error::MissingQuote, phrase_end + 1);
            }
            _ => return self.push_invalid(Error::BareWord, phrase_end),
        };
        if phrase_end > end {
            return self.push_invalid(Error::BareWord, phrase_end);
        }
        self.error(Error::ForeignLiteral, self.at, end);
        self.leaf(kind, end);
    }
}
