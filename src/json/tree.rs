//! The arena that a parsed document lives in.

use crate::text::Span;

use super::SyntaxError;

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum NodeKind {
    /// `null`
    Null = 0,
    /// `true`
    True,
    /// `false`
    False,
    /// A number, kept as it was written.
    Number,
    /// A string; also the name of a member.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
    /// Something that is missing or could not be read. Already reported as a syntax error: nothing
    /// else is said about it.
    Invalid,
}

/// How a string was written. Only [`Quotes::Double`] is JSON; the others were reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Quotes {
    /// `"text"`
    Double = 0,
    /// `'text'`
    Single,
    /// `text`, a bare word
    None,
    /// `"text`, up to the end of its line
    Unclosed,
}

/// Index of a node in its [`Tree`]. A member's name stands directly before its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The document's outermost value.
    pub const ROOT: Self = Self(0);

    /// The node after this one in document order: of a member's name, its value; of a container
    /// that is not empty, its first child.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// Its place in the arena.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One value or member name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// First byte, with the quote or bracket.
    pub(super) start: u32,
    /// One past the last byte.
    pub(super) end: u32,
    /// Index one past the last node inside this one.
    pub(super) subtree_end: u32,
    /// Kind in the low three bits, [`Node::FLAG`], then the child count or the quotes.
    pub(super) meta: u32,
}

impl Node {
    /// Of a string: it holds an escape. Of an object: its members are not simply what was written
    /// (a name stands twice, or was written wrongly and is read as another).
    const FLAG: u32 = 8;
    const SHIFT: u32 = 4;

    pub(super) fn leaf(kind: NodeKind, start: u32, end: u32, index: u32) -> Self {
        Self { start, end, subtree_end: index + 1, meta: kind as u32 }
    }

    pub(super) fn string(quotes: Quotes, escaped: bool, start: u32, end: u32, index: u32) -> Self {
        let flag = if escaped { Self::FLAG } else { 0 };
        let meta = NodeKind::String as u32 | flag | (quotes as u32) << Self::SHIFT;
        Self { start, end, subtree_end: index + 1, meta }
    }

    pub(super) fn close(&mut self, end: u32, subtree_end: u32, children: u32) {
        self.end = end;
        self.subtree_end = subtree_end;
        self.meta |= children << Self::SHIFT;
    }

    /// What it is.
    #[must_use]
    #[inline]
    pub fn kind(&self) -> NodeKind {
        match self.meta & 7 {
            0 => NodeKind::Null,
            1 => NodeKind::True,
            2 => NodeKind::False,
            3 => NodeKind::Number,
            4 => NodeKind::String,
            5 => NodeKind::Array,
            6 => NodeKind::Object,
            _ => NodeKind::Invalid,
        }
    }

    /// Its bytes in the file, quotes and brackets included.
    #[must_use]
    #[inline]
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }

    #[inline]
    pub(crate) fn flag(&self) -> bool {
        self.meta & Self::FLAG != 0
    }

    /// Whether it is a string in double quotes without an escape.
    #[inline]
    pub(crate) fn is_plain_string(&self) -> bool {
        // No flag, and the quotes are the first of their kind.
        self.meta == NodeKind::String as u32
    }

    /// Number of items of an array or members of an object; 0 for everything else.
    #[must_use]
    #[inline]
    pub fn child_count(&self) -> u32 {
        match self.kind() {
            NodeKind::Array | NodeKind::Object => self.meta >> Self::SHIFT,
            _ => 0,
        }
    }

    /// How a string was written.
    #[must_use]
    #[inline]
    pub fn quotes(&self) -> Quotes {
        match self.meta >> Self::SHIFT {
            1 => Quotes::Single,
            2 => Quotes::None,
            3 => Quotes::Unclosed,
            _ => Quotes::Double,
        }
    }
}

/// A container that is not closed yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) node: NodeId,
    pub(super) children: u32,
    pub(super) is_object: bool,
    /// Whether members were found in this array: it will be closed with `}`.
    pub(super) contains_members: bool,
}

/// A parsed document. Made to be reused: parsing into it again keeps its memory.
#[derive(Debug, Default)]
pub struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) errors: Vec<SyntaxError>,
    /// The strings with an escape in them, in document order.
    pub(super) escaped: Vec<NodeId>,
    /// The parser's stack, kept for the next document.
    pub(super) frames: Vec<Frame>,
    /// Members whose name is read as another one, sorted by node.
    aliases: Vec<(NodeId, &'static str)>,
}

impl Tree {
    /// An empty tree; every parse leaves at least one node.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// All nodes in document order.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Everything that is wrong with the syntax, in document order.
    #[must_use]
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }

    pub(super) fn clear(&mut self) {
        self.nodes.clear();
        self.errors.clear();
        self.escaped.clear();
        self.frames.clear();
        self.aliases.clear();
    }

    /// Notes that members of `object` need a closer look than their text: a name stands twice.
    pub fn mark_for_slow_lookup(&mut self, object: NodeId) {
        if let Some(node) = self.nodes.get_mut(object.index()) {
            node.meta |= Node::FLAG;
        }
    }

    /// Reads the member name at `name` in `object` as `meant` from now on, so that one misspelt name
    /// is one finding and its value is still checked.
    pub fn alias(&mut self, object: NodeId, name: NodeId, canonical: &'static str) {
        self.mark_for_slow_lookup(object);
        let at = self.aliases.partition_point(|&(renamed, _)| renamed < name);
        self.aliases.insert(at, (name, canonical));
    }

    /// Whether any name is read as another.
    #[must_use]
    #[inline]
    pub fn has_aliases(&self) -> bool {
        !self.aliases.is_empty()
    }

    /// What the member name at `name` is read as, if not as what was written.
    pub(super) fn alias_of(&self, name: NodeId) -> Option<&'static str> {
        let at = self.aliases.binary_search_by_key(&name, |&(renamed, _)| renamed).ok()?;
        Some(self.aliases[at].1)
    }
}
