//! JSON Pointers (RFC 6901) of nodes.

use super::{Document, NodeId, NodeKind};

/// Every node's container and its place there.
///
/// One pass over the tree, made when the first pointer of a document is asked for; after that a
/// pointer costs no more than its own length.
#[derive(Debug)]
pub struct ParentIndex {
    parents: Vec<Parent>,
}

#[derive(Debug, Clone, Copy)]
struct Parent {
    container: NodeId,
    /// Index among the items, or the id of the member's name.
    key: u32,
}

impl ParentIndex {
    pub(super) fn new(document: &Document<'_>) -> Self {
        let nodes = document.tree().nodes();
        let mut places = vec![Parent { container: NodeId::ROOT, key: 0 }; nodes.len()];
        for (index, node) in nodes.iter().enumerate() {
            let Ok(index) = u32::try_from(index) else { break };
            let container = NodeId(index);
            match node.kind() {
                NodeKind::Object => {
                    for (name, value) in document.members(container) {
                        let place = Parent { container, key: name.0 };
                        places[name.index()] = place;
                        places[value.index()] = place;
                    }
                }
                NodeKind::Array => {
                    for (within, item) in (0..).zip(document.items(container)) {
                        places[item.index()] = Parent { container, key: within };
                    }
                }
                _ => {}
            }
        }
        Self { parents: places }
    }

    /// The array or object that a value or a member's name stands in; `None` for the root.
    #[must_use]
    pub fn container(&self, id: NodeId) -> Option<NodeId> {
        (id != NodeId::ROOT).then(|| self.parents.get(id.index()).map(|place| place.container)).flatten()
    }

    /// The name node of the member whose value `id` is; `None` for items and the root.
    #[must_use]
    pub fn member_name(&self, document: &Document<'_>, id: NodeId) -> Option<NodeId> {
        let container = self.container(id)?;
        let place = self.parents.get(id.index())?;
        (document.kind(container) == NodeKind::Object).then_some(NodeId(place.key))
    }

    pub(super) fn pointer(&self, document: &Document<'_>, id: NodeId) -> String {
        let mut steps = Vec::new();
        let mut at = id;
        while at != NodeId::ROOT {
            let Some(place) = self.parents.get(at.index()) else { break };
            steps.push(*place);
            at = place.container;
        }
        let mut pointer = String::new();
        for step in steps.iter().rev() {
            pointer.push('/');
            if document.kind(step.container) == NodeKind::Object {
                // As written, not as meant: the pointer must work on the file as it is.
                let name = document.string(NodeId(step.key)).unwrap_or_default();
                escape_pointer_token(&name, &mut pointer);
            } else {
                pointer.push_str(&step.key.to_string());
            }
        }
        pointer
    }
}

/// Appends one reference token, escaped as RFC 6901 wants it.
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
    use super::super::{Tree, parse};
    use super::*;

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
        for nowhere in ["/b", "/a/2", "/a/01", "/a/-", "a", "/a/0/x"] {
            assert_eq!(document.find_by_pointer(nowhere), None, "{nowhere}");
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
        assert_eq!(document.parent_index().member_name(&document, value), Some(name));
        assert_eq!(document.parent_index().container(value), Some(inner));
    }
}
