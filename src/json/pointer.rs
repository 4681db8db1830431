//! JSON Pointers (RFC 6901) of nodes.

use std::borrow::Cow;

use super::node::{Node, NodeId, NodeKind, items, members};

/// The container of every node and its position there.
///
/// Built in one pass over the nodes on first use; afterwards, a pointer takes time proportional to
/// its length.
#[derive(Debug)]
pub struct ParentIndex {
    parents: Vec<Parent>,
}

#[derive(Debug, Clone, Copy)]
struct Parent {
    container: NodeId,
    /// The index of an item, or the id of the name of a member.
    key: u32,
}

impl ParentIndex {
    pub(super) fn new(nodes: &[Node]) -> Self {
        let mut parents = vec![Parent { container: NodeId::ROOT, key: 0 }; nodes.len()];
        for (index, node) in nodes.iter().enumerate() {
            let Ok(index) = u32::try_from(index) else { break };
            let container = NodeId(index);
            match node.kind() {
                NodeKind::Object => {
                    for (name, value) in members(nodes, container) {
                        let parent = Parent { container, key: name.0 };
                        parents[name.index()] = parent;
                        parents[value.index()] = parent;
                    }
                }
                NodeKind::Array => {
                    for (index, item) in (0..).zip(items(nodes, container)) {
                        parents[item.index()] = Parent { container, key: index };
                    }
                }
                _ => {}
            }
        }
        Self { parents }
    }

    /// The array or object that contains a value or member name; `None` for the root.
    #[must_use]
    pub fn container(&self, id: NodeId) -> Option<NodeId> {
        (id != NodeId::ROOT).then(|| self.parents.get(id.index()).map(|parent| parent.container)).flatten()
    }

    /// The name node of a member with the value `id`; `None` for items and the root.
    #[must_use]
    pub(super) fn member_name(&self, nodes: &[Node], id: NodeId) -> Option<NodeId> {
        let container = self.container(id)?;
        let parent = self.parents.get(id.index())?;
        is_object(nodes, container).then_some(NodeId(parent.key))
    }

    /// The JSON Pointer of a node; `name_of` decodes the name of a member.
    pub(super) fn pointer<'n>(
        &self,
        nodes: &[Node],
        id: NodeId,
        name_of: impl Fn(NodeId) -> Cow<'n, str>,
    ) -> String {
        let mut steps = Vec::new();
        let mut at = id;
        while at != NodeId::ROOT {
            let Some(parent) = self.parents.get(at.index()) else { break };
            steps.push(*parent);
            at = parent.container;
        }
        let mut pointer = String::new();
        for step in steps.iter().rev() {
            pointer.push('/');
            if is_object(nodes, step.container) {
                // The name as written, without aliases: the pointer must resolve in the file.
                escape_pointer_token(&name_of(NodeId(step.key)), &mut pointer);
            } else {
                pointer.push_str(&step.key.to_string());
            }
        }
        pointer
    }
}

fn is_object(nodes: &[Node], container: NodeId) -> bool {
    nodes.get(container.index()).is_some_and(|node| node.kind() == NodeKind::Object)
}

/// Appends a reference token, escaped as RFC 6901 requires.
pub fn escape_pointer_token(token: &str, pointer: &mut String) {
    for character in token.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Document, Tree, parse};

    #[test]
    fn pointers_round_trip() {
        let text = r#"{"a": [1, {"b/c": [], "d~e": {"": 2}}], "a\u0062": 3}"#;
        let mut tree = Tree::new();
        parse(text, &mut tree);
        let document = Document::new(text, &tree);
        for (pointer, raw) in [
            ("", text),
            ("/a", r#"[1, {"b/c": [], "d~e": {"": 2}}]"#),
            ("/a/0", "1"),
            ("/a/1/b~1c", "[]"),
            ("/a/1/d~0e/", "2"),
            ("/ab", "3"),
        ] {
            let found = document.find_by_pointer(pointer).expect(pointer);
            assert_eq!(document.raw(found), raw);
            assert_eq!(document.pointer(found), pointer);
        }
        for invalid in ["/b", "/a/2", "/a/01", "/a/-", "a", "/a/0/x"] {
            assert_eq!(document.find_by_pointer(invalid), None, "{invalid}");
        }
    }

    #[test]
    fn a_name_has_the_pointer_of_its_member() {
        let text = r#"{"a": {"b": 1}}"#;
        let mut tree = Tree::new();
        parse(text, &mut tree);
        let document = Document::new(text, &tree);
        let inner = document.find_by_pointer("/a").expect("a");
        let (name, value) = document.member(inner, "b").expect("b");
        assert_eq!(document.pointer(name), "/a/b");
        assert_eq!(document.parent_index().member_name(tree.nodes(), value), Some(name));
        assert_eq!(document.parent_index().container(value), Some(inner));
    }
}
