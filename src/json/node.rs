//! The nodes of a parsed document.

use crate::text::Span;

/// The kind of a node.
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
    /// Something missing or unreadable. It was reported as a syntax error, and no other finding is
    /// reported for it.
    Invalid,
}

/// The quotes of a string. Only [`Quotes::Double`] is valid JSON; the others were reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Quotes {
    /// `"text"`
    Double = 0,
    /// `'text'`
    Single,
    /// `text`, a bare word.
    None,
    /// `"text`, up to the end of its line.
    Unclosed,
}

/// Index of a node in its tree. The name of a member directly precedes its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The outermost value of the document.
    pub const ROOT: Self = Self(0);

    /// The next node in document order: for a member name, its value; for a container that is not empty,
    /// its first child.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The index in the arena.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One value or member name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// Offset of the first byte, including the quote or bracket.
    pub(super) start: u32,
    /// Offset after the last byte.
    pub(super) end: u32,
    /// Index after the last node of the subtree.
    pub(super) subtree_end: u32,
    /// Kind in the low three bits, [`Node::FLAG`], then the child count or the quotes.
    pub(super) meta: u32,
}

impl Node {
    /// For a string: it contains an escape. For an object: it has a duplicate or aliased name, so that
    /// lookups take the slow path.
    pub(super) const FLAG: u32 = 8;
    const SHIFT: u32 = 4;

    /// Creates a node without children at `index` of the arena. A container gets its end and its children
    /// in `close`.
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

    /// The byte span in the file, including quotes and brackets.
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
        // No flag is set, and `Double` is zero.
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

    /// The quotes of a string.
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

/// All members of an object (name and value) in document order; empty for other kinds.
#[inline]
pub(super) fn members(nodes: &[Node], object: NodeId) -> Members<'_> {
    let node = &nodes[object.index()];
    let is_object = node.kind() == NodeKind::Object;
    let end = if is_object { node.subtree_end } else { object.0 };
    Members { nodes, at: object.0 + 1, end }
}

/// The items of an array in order; empty for other kinds.
pub(super) fn items(nodes: &[Node], array: NodeId) -> impl Iterator<Item = NodeId> + use<'_> {
    let node = &nodes[array.index()];
    let end = if node.kind() == NodeKind::Array { node.subtree_end } else { array.0 };
    let mut at = array.0 + 1;
    std::iter::from_fn(move || {
        let item = NodeId(at);
        (at < end).then(|| {
            at = nodes[item.index()].subtree_end;
            item
        })
    })
}

/// Iterator over the members of an object, as pairs of name and value.
#[derive(Debug, Clone)]
pub struct Members<'a> {
    nodes: &'a [Node],
    at: u32,
    end: u32,
}

impl Iterator for Members<'_> {
    type Item = (NodeId, NodeId);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.end {
            return None;
        }
        let name = NodeId(self.at);
        let value = name.next();
        self.at = self.nodes[value.index()].subtree_end;
        Some((name, value))
    }
}
