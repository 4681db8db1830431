//! The parser: one pass, an explicit stack, and a way on from every mistake.

use crate::text::Span;

use super::error::SyntaxErrorKind as Error;
use super::scan::{Number, find_special, matching_close, phrase_end, scan_number, skip_whitespace, word_end};
use super::tree::Frame;
use super::{Node, NodeId, NodeKind, Quotes, SyntaxError, Tree};

/// How deep arrays and objects may be nested. A job needs seven levels.
pub const MAX_DEPTH: usize = 256;

/// How many mistakes are kept for one document; who has more has another problem.
pub const MAX_ERRORS: usize = 10_000;

/// Parses `text` into `tree`, which keeps its memory from one document to the next.
///
/// What RFC 8259 accepts gives no [`Tree::errors`]; everything else gives at least one, and a tree
/// of all that could be read. A byte order mark at the start is passed over.
pub fn parse(text: &str, tree: &mut Tree) {
    parse_with_max_depth(text, tree, MAX_DEPTH);
}

/// The same with another limit of nesting.
pub fn parse_with_max_depth(text: &str, tree: &mut Tree, max_depth: usize) {
    let brackets = parse_once(text, tree, max_depth, false);
    if brackets != BracketBalance::Balanced {
        // A bracket may have been left out, and everything behind it was read one level too deep.
        // Indentation may tell where; where it tells nothing better, the first reading stands.
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

/// How the brackets of a text fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BracketBalance {
    /// Each has its partner.
    Balanced,
    /// One closed nothing that was open.
    Mismatched,
    /// The text was over before all were closed.
    LeftOpen,
}

/// Reads the text once.
fn parse_once(text: &str, tree: &mut Tree, max_depth: usize, by_indent: bool) -> BracketBalance {
    let mut parser = Parser::new(text, tree, max_depth);
    parser.recover_by_indent = by_indent;
    parser.use_fast_path = !by_indent;
    parser.read()
}

/// What the grammar wants next.
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
    /// The comma that was read just before, if nothing came since.
    pub(super) comma: Option<usize>,
    /// Where the last value or name ended: a missing comma or colon belongs there.
    pub(super) previous_end: usize,
    /// Whether something that was given up on took the rest of the text with it.
    pub(super) skipped_to_end: bool,
    /// Whether the string under the cursor is a member's name.
    pub(super) in_name: bool,
    /// Whether the upper side of a merge conflict is being read.
    pub(super) in_conflict: bool,
    /// Whether a merge conflict was found that nothing ends.
    pub(super) unterminated_conflict: bool,
    /// Whether containers are closed where the indentation says that their bracket was left out.
    pub(super) recover_by_indent: bool,
    /// Whether members are read the short way where it is open.
    pub(super) use_fast_path: bool,
    /// How the brackets fit so far.
    pub(super) bracket_balance: BracketBalance,
    /// How often the rest of the text was looked through for a bracket.
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
    /// Reads the whole text.
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

    /// The member's name at the quote under the cursor.
    pub(super) fn name(&mut self) -> Expect {
        self.in_name = true;
        self.string();
        self.in_name = false;
        // `"name": ` is what nearly every name looks like.
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

    /// After a value: count it, and see what its container wants.
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

    /// Closes the innermost container at the bracket under the cursor.
    #[inline(always)]
    pub(super) fn close_matching(&mut self) -> Expect {
        if let Some(comma) = self.comma.take() {
            self.error(Error::TrailingComma, comma, comma + 1);
        }
        self.at += 1;
        self.close(self.at);
        self.after_value()
    }

    /// Closes the innermost container; its parent has not counted it yet.
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

    /// The string at the quote under the cursor.
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

    /// Something that was meant as a value but is none, up to `end`.
    pub(super) fn push_invalid(&mut self, kind: Error, end: usize) {
        self.error(kind, self.at, end);
        self.leaf(NodeKind::Invalid, end);
    }

    /// A bare word where a value belongs: another language's literal, or text without its quotes.
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
