//! The arena that holds a parsed document.

use std::sync::OnceLock;

use super::node::{Node, NodeId};
use super::{ParentIndex, SyntaxError};

/// A container that is not closed yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) node: NodeId,
    pub(super) children: u32,
    pub(super) is_object: bool,
    /// Whether the array contains members, so that it is expected to be closed with `}`.
    pub(super) contains_members: bool,
}

/// A parsed document. Parsing into an existing tree reuses its memory.
#[derive(Debug, Default)]
pub struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) errors: Vec<SyntaxError>,
    /// The strings with escapes, in document order.
    pub(super) escaped: Vec<NodeId>,
    /// The stack of the parser, kept for its memory.
    pub(super) frames: Vec<Frame>,
    /// Member names with their canonical names, sorted by node.
    aliases: Vec<(NodeId, &'static str)>,
    /// The container of each node, computed on first use.
    pub(super) parent_index: OnceLock<ParentIndex>,
    /// The values of the strings in `escaped`, each decoded on first use.
    pub(super) unescaped: OnceLock<Box<[OnceLock<String>]>>,
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

    /// All syntax errors in document order.
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
        self.parent_index = OnceLock::new();
        self.unescaped = OnceLock::new();
    }

    /// Lets lookups in `object` compare all names, since it has a duplicate name.
    pub fn mark_for_slow_lookup(&mut self, object: NodeId) {
        if let Some(node) = self.nodes.get_mut(object.index()) {
            node.meta |= Node::FLAG;
        }
    }

    /// Treats the misspelt member name at `name` as `canonical` from now on, so that one typo is one
    /// finding and the value is still checked.
    pub fn alias(&mut self, object: NodeId, name: NodeId, canonical: &'static str) {
        self.mark_for_slow_lookup(object);
        let at = self.aliases.partition_point(|&(renamed, _)| renamed < name);
        self.aliases.insert(at, (name, canonical));
    }

    /// Whether any name has an alias.
    #[must_use]
    #[inline]
    pub fn has_aliases(&self) -> bool {
        !self.aliases.is_empty()
    }

    /// The canonical name of a misspelt member name.
    pub(super) fn alias_of(&self, name: NodeId) -> Option<&'static str> {
        let at = self.aliases.binary_search_by_key(&name, |&(renamed, _)| renamed).ok()?;
        Some(self.aliases[at].1)
    }
}
