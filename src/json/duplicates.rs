//! Duplicate members of objects.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Document, NodeId, NodeKind};

/// A member whose name already occurred in the same object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duplicate {
    pub object: NodeId,
    /// The repeated name.
    pub name: NodeId,
    /// The first occurrence of the name.
    pub first: NodeId,
}

/// Up to this many members, names are compared pairwise, which needs no allocation.
const MAX_PAIRWISE: u32 = 32;

/// Finds every repeated member name, in document order. Decoded names are compared: `"a"` and
/// `"\u0061"` are equal.
#[must_use]
pub fn duplicate_members(document: &Document<'_>) -> Vec<Duplicate> {
    duplicates_within(document, NodeId::ROOT)
}

/// Like [`duplicate_members`], limited to one value and its subtree.
#[must_use]
pub fn duplicates_within(document: &Document<'_>, value: NodeId) -> Vec<Duplicate> {
    let mut found = Vec::new();
    let nodes = document.tree().nodes();
    let nodes = nodes.get(value.index()..document.next_sibling(value).index()).unwrap_or_default();
    for (index, node) in (value.0..).zip(nodes) {
        if node.kind() != NodeKind::Object || node.child_count() < 2 {
            continue;
        }
        let object = NodeId(index);
        if node.child_count() <= MAX_PAIRWISE {
            find_pairwise(document, object, &mut found);
        } else {
            find_by_hash(document, object, &mut found);
        }
    }
    found
}

fn find_pairwise(document: &Document<'_>, object: NodeId, found: &mut Vec<Duplicate>) {
    let mut names = [NodeId::ROOT; MAX_PAIRWISE as usize];
    let mut prints = [0_u64; MAX_PAIRWISE as usize];
    for (count, (name, _)) in document.members(object).enumerate().take(MAX_PAIRWISE as usize) {
        let print = name_hash(document, name);
        let first = (0..count)
            .filter(|&other| prints[other] == print || prints[other] == ESCAPED || print == ESCAPED)
            .find(|&other| same_name(document, names[other], name));
        if let Some(first) = first {
            found.push(Duplicate { object, name, first: names[first] });
        }
        names[count] = name;
        prints[count] = print;
    }
}

/// The hash of a name with an escape, which may equal any other name.
const ESCAPED: u64 = u64::MAX;

/// Combines the length and the last bytes of a name. Different names nearly always differ there, so
/// that most pairs are told apart by comparing two numbers.
fn name_hash(document: &Document<'_>, name: NodeId) -> u64 {
    let node = document.node(name);
    if node.flag() || node.kind() != NodeKind::String {
        return ESCAPED;
    }
    let content = document.content(name).as_bytes();
    let tail = content.last_chunk::<4>().map_or(0, |tail| u32::from_le_bytes(*tail));
    u64::from(node.span().len()) << 32 | u64::from(tail)
}

fn same_name(document: &Document<'_>, one: NodeId, other: NodeId) -> bool {
    // Unreadable names never match.
    document.string(one).is_some_and(|name| Some(name) == document.string(other))
}

fn find_by_hash(document: &Document<'_>, object: NodeId, found: &mut Vec<Duplicate>) {
    let mut seen: HashMap<Cow<'_, str>, NodeId> = HashMap::new();
    for (name, _) in document.members(object) {
        let Some(text) = document.string(name) else { continue };
        let first = *seen.entry(text).or_insert(name);
        if first != name {
            found.push(Duplicate { object, name, first });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Tree, parse};
    use super::*;

    fn duplicate_positions(text: &str) -> Vec<(u32, u32)> {
        let mut tree = Tree::new();
        parse(text, &mut tree);
        let document = Document::new(text, &tree);
        duplicate_members(&document)
            .iter()
            .map(|pair| (document.span(pair.first).start, document.span(pair.name).start))
            .collect()
    }

    #[test]
    fn finds_repeated_names_in_every_object() {
        assert_eq!(duplicate_positions(r#"{"a":1,"b":2,"a":3}"#), [(1, 13)]);
        assert_eq!(duplicate_positions(r#"{"a":1,"\u0061":2}"#), [(1, 7)]);
        assert_eq!(duplicate_positions(r#"[{"a":{"b":1,"b":2}}]"#), [(7, 13)]);
        assert_eq!(duplicate_positions(r#"{"a":1,"a":2,"a":3}"#), [(1, 7), (1, 13)]);
        assert_eq!(duplicate_positions(r#"{"a":1,"A":2,"b":{"a":1}}"#), []);
    }

    #[test]
    fn finds_duplicates_in_large_objects() {
        let many: String = (0..100).map(|at| format!("\"k{at}\":0,")).collect();
        let text = format!("{{{many}\"k5\":1}}");
        assert_eq!(duplicate_positions(&text).len(), 1);
    }
}
