//! Iterates over the members of an object together with their names.

use super::{Document, Node, NodeId, NodeKind};

#[derive(Debug, Clone, Copy)]
pub struct NamedMember<'a> {
    /// The name if it is plain: in double quotes, without escapes.
    pub plain_name: Option<&'a [u8]>,
    pub value: NodeId,
    /// The node of the value.
    pub node: &'a Node,
}

impl NamedMember<'_> {
    /// The node of the name.
    #[must_use]
    pub fn name(&self) -> NodeId {
        NodeId(self.value.0.saturating_sub(1))
    }
}

/// Iterator over the members of an object: see [`Document::named_members`].
#[derive(Debug, Clone)]
pub struct NamedMembers<'a> {
    bytes: &'a [u8],
    /// The nodes up to the end of the object.
    nodes: &'a [Node],
    at: usize,
}

impl<'a> Document<'a> {
    /// All members of an object in document order, including duplicates; empty for other kinds.
    #[must_use]
    #[inline]
    pub fn named_members(&self, object: NodeId) -> NamedMembers<'a> {
        let node = self.node(object);
        let end = if node.kind() == NodeKind::Object { node.subtree_end as usize } else { 0 };
        let nodes = self.tree().nodes().get(..end).unwrap_or_default();
        NamedMembers { bytes: self.text().as_bytes(), nodes, at: object.index().saturating_add(1) }
    }
}

impl<'a> Iterator for NamedMembers<'a> {
    type Item = NamedMember<'a>;

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        let [name, node] = self.nodes.get(self.at..)?.first_chunk::<2>()?;
        let value = NodeId((self.at as u32).saturating_add(1));
        self.at = node.subtree_end as usize;
        let plain_name = if name.is_plain_string() {
            // A plain string always has both quotes.
            self.bytes.get((name.start as usize).wrapping_add(1)..(name.end as usize).wrapping_sub(1))
        } else {
            None
        };
        Some(NamedMember { plain_name, value, node })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Tree, parse};

    #[test]
    fn yields_exactly_the_members_in_order() {
        let text = r#"{"a": 1, "b": {"c": [2, {"d": 3}]}, "e\u0066": 4, 'g': 5, "": {}, "a": []}"#;
        let mut tree = Tree::new();
        parse(text, &mut tree);
        let document = Document::new(text, &tree);
        for (id, node) in (0..).map(NodeId).zip(tree.nodes()) {
            let named: Vec<(NodeId, NodeId)> =
                document.named_members(id).map(|member| (member.name(), member.value)).collect();
            let usual: Vec<(NodeId, NodeId)> = document.members(id).collect();
            assert_eq!(named, usual, "{}", node.span().slice(text));
            for member in document.named_members(id) {
                assert_eq!(member.plain_name, document.plain_bytes(member.name()));
                assert_eq!(member.node.span(), document.span(member.value));
            }
        }
        assert_eq!(
            document.named_members(NodeId::ROOT).filter(|member| member.plain_name.is_none()).count(),
            2
        );
    }
}
