//! Reading a tree together with the text it was parsed from.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::text::{DecodedString, Placeholders, Span, unescape};

use super::node::{items, members};
use super::{Members, Node, NodeId, NodeKind, ParentIndex, Quotes, Tree};

/// A view of a tree and its text. The tree caches what is derived from both, so views are free to make.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    text: &'a str,
    tree: &'a Tree,
    placeholders: &'a Placeholders,
}

impl<'a> Document<'a> {
    /// Creates a view of a tree and the text that it was parsed from, with the default placeholders.
    #[must_use]
    pub fn new(text: &'a str, tree: &'a Tree) -> Self {
        Self { text, tree, placeholders: Placeholders::default_ref() }
    }

    /// Sets the placeholders that the strings of the document may contain.
    #[must_use]
    pub fn with_placeholders(self, placeholders: &'a Placeholders) -> Self {
        Self { placeholders, ..self }
    }

    /// The placeholders that the strings of the document may contain.
    #[must_use]
    pub fn placeholders(&self) -> &'a Placeholders {
        self.placeholders
    }

    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    #[must_use]
    pub fn tree(&self) -> &'a Tree {
        self.tree
    }

    #[must_use]
    #[inline]
    pub fn node(&self, id: NodeId) -> &'a Node {
        &self.tree.nodes[id.index()]
    }

    #[must_use]
    #[inline]
    pub fn kind(&self, id: NodeId) -> NodeKind {
        self.node(id).kind()
    }

    /// The span of a node, including quotes or brackets.
    #[must_use]
    #[inline]
    pub fn span(&self, id: NodeId) -> Span {
        self.node(id).span()
    }

    /// The text of a node as written, including quotes or brackets.
    #[must_use]
    #[inline]
    pub fn raw(&self, id: NodeId) -> &'a str {
        let node = self.node(id);
        &self.text[node.start as usize..node.end as usize]
    }

    /// The span between the quotes of a string; for other kinds, the span of the node.
    #[must_use]
    #[inline]
    pub fn content_span(&self, id: NodeId) -> Span {
        let node = self.node(id);
        match (node.kind(), node.quotes()) {
            (NodeKind::String, Quotes::Double | Quotes::Single) => node.span().shrink(1, 1),
            (NodeKind::String, Quotes::Unclosed) => node.span().shrink(1, 0),
            _ => node.span(),
        }
    }

    /// The text between a string's quotes, still escaped.
    #[must_use]
    #[inline]
    pub fn content(&self, id: NodeId) -> &'a str {
        let span = self.content_span(id);
        &self.text[span.start as usize..span.end as usize]
    }

    /// The bytes of a string or member name in double quotes and without escapes; `None` for everything else.
    #[must_use]
    #[inline]
    pub fn plain_bytes(&self, id: NodeId) -> Option<&'a [u8]> {
        let node = self.node(id);
        if !node.is_plain_string() {
            return None;
        }
        // A plain string always has both quotes.
        self.text.as_bytes().get(node.start as usize + 1..(node.end as usize).saturating_sub(1))
    }

    /// The name of a member as bytes: see [`Self::name`].
    #[must_use]
    #[inline]
    pub fn name_bytes(&self, name: NodeId) -> Cow<'a, [u8]> {
        match self.plain_bytes(name) {
            Some(bytes) if !self.tree.has_aliases() => Cow::Borrowed(bytes),
            _ => self.name_bytes_slow(name),
        }
    }

    #[cold]
    fn name_bytes_slow(&self, name: NodeId) -> Cow<'a, [u8]> {
        match self.name(name) {
            Cow::Borrowed(name) => Cow::Borrowed(name.as_bytes()),
            Cow::Owned(name) => Cow::Owned(name.into_bytes()),
        }
    }

    /// The value of a string; `None` for every other kind.
    #[must_use]
    #[inline]
    pub fn string(&self, id: NodeId) -> Option<Cow<'a, str>> {
        let node = self.node(id);
        if node.is_plain_string() {
            return self
                .text
                .get(node.start as usize + 1..(node.end as usize).saturating_sub(1))
                .map(Cow::Borrowed);
        }
        match node.kind() {
            NodeKind::String if node.flag() => Some(unescape(self.content(id))),
            NodeKind::String => Some(Cow::Borrowed(self.content(id))),
            _ => None,
        }
    }

    /// The value of a string, decoded at most once; `None` for every other kind.
    #[must_use]
    #[inline]
    pub fn cached_string(&self, id: NodeId) -> Option<&'a str> {
        let node = self.node(id);
        if node.is_plain_string() {
            return self.text.get(node.start as usize + 1..(node.end as usize).saturating_sub(1));
        }
        match node.kind() {
            NodeKind::String if node.flag() => Some(self.cached_unescaped(id)),
            NodeKind::String => Some(self.content(id)),
            _ => None,
        }
    }

    fn cached_unescaped(&self, id: NodeId) -> &'a str {
        let tree = self.tree;
        let all = tree.unescaped.get_or_init(|| vec![OnceLock::new(); tree.escaped.len()].into());
        let decoded = tree.escaped.binary_search(&id).ok().and_then(|index| all.get(index));
        decoded.map_or("", |text| text.get_or_init(|| unescape(self.content(id)).into_owned()))
    }

    /// The decoded value of a string, with a mapping of its positions to the file; `None` for every other kind.
    #[must_use]
    pub fn decoded(&self, id: NodeId) -> Option<DecodedString<'a>> {
        let text = self.cached_string(id)?;
        Some(DecodedString::from_decoded(self.content(id), self.content_span(id).start, text))
    }

    /// The value of `true` or `false`; `None` for every other kind.
    #[must_use]
    #[inline]
    pub fn boolean(&self, id: NodeId) -> Option<bool> {
        match self.kind(id) {
            NodeKind::True => Some(true),
            NodeKind::False => Some(false),
            _ => None,
        }
    }

    /// The value of a number that is an integer within `i64`; `None` for everything else.
    #[must_use]
    #[inline(always)]
    pub fn integer(&self, id: NodeId) -> Option<i64> {
        let node = self.node(id);
        if node.kind() != NodeKind::Number {
            return None;
        }
        // Perf: most integers are object types of one digit.
        match self.text.as_bytes().get(node.start as usize..node.end as usize)? {
            [digit @ b'0'..=b'9'] => Some(i64::from(digit - b'0')),
            written => self.integer_slow(written, id),
        }
    }

    #[inline(never)]
    fn integer_slow(&self, written: &[u8], id: NodeId) -> Option<i64> {
        short_integer(written).or_else(|| self.raw(id).parse().ok())
    }

    /// The name of a member; the canonical name where it has an alias: see [`Tree::alias`].
    #[must_use]
    #[inline]
    pub fn name(&self, name: NodeId) -> Cow<'a, str> {
        if self.tree.has_aliases()
            && let Some(canonical) = self.tree.alias_of(name)
        {
            return Cow::Borrowed(canonical);
        }
        self.string(name).unwrap_or_default()
    }

    /// All members of an object (name and value) in document order, including duplicates; empty for other kinds.
    #[must_use]
    #[inline]
    pub fn members(&self, object: NodeId) -> Members<'a> {
        members(&self.tree.nodes, object)
    }

    /// The items of an array in order; empty for other kinds.
    pub fn items(&self, array: NodeId) -> impl Iterator<Item = NodeId> + use<'a> {
        items(&self.tree.nodes, array)
    }

    /// The node after the subtree of `id`: for an item, the next item if there is one.
    #[must_use]
    #[inline]
    pub fn next_sibling(&self, id: NodeId) -> NodeId {
        NodeId(self.node(id).subtree_end)
    }

    /// The member called `name` (its name node and its value). The last of duplicates wins, as in other
    /// JSON readers.
    #[must_use]
    pub fn member(&self, object: NodeId, name: &str) -> Option<(NodeId, NodeId)> {
        let irregular = self.node(object).flag();
        let mut found = None;
        for (key, value) in self.members(object) {
            if self.is_named(key, name, irregular) {
                found = Some((key, value));
                if !irregular {
                    break;
                }
            }
        }
        found
    }

    /// The value of the member called `name`: see [`Self::member`].
    #[must_use]
    pub fn get(&self, object: NodeId, name: &str) -> Option<NodeId> {
        self.member(object, name).map(|(_, value)| value)
    }

    /// Whether the object has a duplicate or aliased name.
    #[must_use]
    pub fn needs_slow_lookup(&self, object: NodeId) -> bool {
        let node = self.node(object);
        node.kind() == NodeKind::Object && node.flag()
    }

    #[inline]
    fn is_named(&self, key: NodeId, name: &str, irregular: bool) -> bool {
        if !irregular && let Some(written) = self.plain_bytes(key) {
            return written == name.as_bytes();
        }
        self.name(key) == name
    }

    /// The JSON Pointer (RFC 6901) of a value, or of the member that a name belongs to.
    #[must_use]
    pub fn pointer(&self, id: NodeId) -> String {
        self.parent_index().pointer(&self.tree.nodes, id, |name| self.string(name).unwrap_or_default())
    }

    /// The name node of a member with the value `id`; `None` for items and the root.
    #[must_use]
    pub fn member_name(&self, id: NodeId) -> Option<NodeId> {
        self.parent_index().member_name(&self.tree.nodes, id)
    }

    /// The container and position of every node; computed on first use.
    #[must_use]
    pub fn parent_index(&self) -> &'a ParentIndex {
        self.tree.parent_index.get_or_init(|| ParentIndex::new(&self.tree.nodes))
    }

    /// Resolves a JSON Pointer (RFC 6901); the last of duplicate members wins.
    #[must_use]
    pub fn find_by_pointer(&self, pointer: &str) -> Option<NodeId> {
        let mut at = NodeId::ROOT;
        if pointer.is_empty() {
            return Some(at);
        }
        for token in pointer.strip_prefix('/')?.split('/') {
            let token = token.replace("~1", "/").replace("~0", "~");
            at = match self.kind(at) {
                NodeKind::Object => self.get(at, &token)?,
                NodeKind::Array => {
                    let leading_zero = token.len() > 1 && token.starts_with('0');
                    let index = if leading_zero { return None } else { token.parse().ok()? };
                    self.items(at).nth(index)?
                }
                _ => return None,
            };
        }
        Some(at)
    }
}

/// Parses a number that consists of so few digits that it cannot overflow.
#[inline]
fn short_integer(digits: &[u8]) -> Option<i64> {
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    digits.iter().try_fold(0, |number, digit| {
        let digit = digit.wrapping_sub(b'0');
        (digit < 10).then(|| number * 10 + i64::from(digit))
    })
}
