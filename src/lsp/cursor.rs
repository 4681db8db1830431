//! What stands under a byte offset.

use crate::json::{Document, NodeId, NodeKind, Quotes};
use crate::text::Span;

/// Where in the tree a cursor stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cursor {
    /// The values around it from the root to the innermost one; with the cursor in a member's name,
    /// up to the object that the member stands in. Empty outside of everything.
    pub(crate) path: Vec<NodeId>,
    /// The name of the member that the last value of the path belongs to, if it belongs to one.
    pub(crate) member_name: Option<NodeId>,
    /// What exactly is under it.
    pub(crate) location: CursorLocation,
}

/// What is under a cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CursorLocation {
    /// The name of a member of the last object of the path.
    MemberName {
        /// The name.
        name: NodeId,
        /// The member's value.
        value: NodeId,
    },
    /// The last value of the path, which is no container.
    Value,
    /// Between what the last container of the path holds, or at its brackets.
    Gap {
        /// The child before the cursor: an item, or a member's value.
        before: Option<NodeId>,
    },
    /// Before or after the document's value.
    Outside,
}

impl Cursor {
    /// The innermost value around the cursor.
    pub(crate) fn innermost(&self) -> Option<NodeId> {
        self.path.last().copied()
    }

    /// The value that holds the innermost one.
    pub(crate) fn parent(&self) -> Option<NodeId> {
        self.path.iter().rev().nth(1).copied()
    }

    /// The name or the plain value under the cursor.
    pub(crate) fn token(&self) -> Option<NodeId> {
        match self.location {
            CursorLocation::MemberName { name, .. } => Some(name),
            CursorLocation::Value => self.innermost(),
            CursorLocation::Gap { .. } | CursorLocation::Outside => None,
        }
    }
}

/// What stands at `offset`.
///
/// A cursor directly before a token counts as in it. Directly behind one it does, too, where the
/// token has no closing quote or bracket, so that a word that is being typed is found.
pub(crate) fn cursor_at(document: &Document<'_>, offset: u32) -> Cursor {
    let mut cursor = Cursor { path: Vec::new(), member_name: None, location: CursorLocation::Outside };
    if document.tree().nodes().is_empty() || !contains_offset(document, NodeId::ROOT, offset) {
        return cursor;
    }
    let mut at = NodeId::ROOT;
    'down: loop {
        cursor.path.push(at);
        let mut before = None;
        match document.kind(at) {
            NodeKind::Object => {
                for (name, value) in document.members(at) {
                    if document.span(name).start > offset {
                        break;
                    }
                    if contains_offset(document, name, offset) && !starts_at(document, value, offset) {
                        cursor.location = CursorLocation::MemberName { name, value };
                        return cursor;
                    }
                    if contains_offset(document, value, offset) {
                        cursor.member_name = Some(name);
                        at = value;
                        continue 'down;
                    }
                    before = Some(value);
                }
            }
            NodeKind::Array => {
                for item in document.items(at) {
                    if document.span(item).start > offset {
                        break;
                    }
                    if contains_offset(document, item, offset) {
                        cursor.member_name = None;
                        at = item;
                        continue 'down;
                    }
                    before = Some(item);
                }
            }
            _ => {
                cursor.location = CursorLocation::Value;
                return cursor;
            }
        }
        cursor.location = CursorLocation::Gap { before };
        return cursor;
    }
}

/// Whether a cursor at `offset` is in a node.
fn contains_offset(document: &Document<'_>, id: NodeId, offset: u32) -> bool {
    let Span { start, end } = document.span(id);
    let node = document.node(id);
    let closed = match node.kind() {
        NodeKind::String => matches!(node.quotes(), Quotes::Double | Quotes::Single),
        // Of a container that was never closed the end is the end of what was read.
        NodeKind::Object => document.raw(id).ends_with('}'),
        NodeKind::Array => document.raw(id).ends_with(']'),
        _ => false,
    };
    start <= offset && (offset < end || (!closed && offset == end))
}

fn starts_at(document: &Document<'_>, id: NodeId, offset: u32) -> bool {
    document.span(id).start == offset && !document.span(id).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::parsed::ParsedDocument;

    /// The path as a JSON Pointer and what is under the `|` of `text`.
    fn describe_cursor(text: &str) -> (String, String) {
        let offset = text.find('|').unwrap();
        let parsed = ParsedDocument::new(text.replacen('|', "", 1));
        let document = parsed.document();
        let cursor = cursor_at(&document, offset as u32);
        let pointer = cursor.innermost().map(|id| document.pointer(id)).unwrap_or_default();
        let what = match cursor.location {
            CursorLocation::MemberName { name, .. } => format!("name {}", document.raw(name)),
            CursorLocation::Value => format!("value {}", document.raw(cursor.innermost().unwrap())),
            CursorLocation::Gap { before } => format!("after {}", before.map_or("", |id| document.raw(id))),
            CursorLocation::Outside => "outside".to_owned(),
        };
        (pointer, what)
    }

    #[test]
    fn table() {
        for (text, pointer, what) in [
            (r#"{"fieldsMap": [{"is|Key": true}]}"#, "/fieldsMap/0", "name \"isKey\""),
            (r#"{"fieldsMap": [{"isKey": |true}]}"#, "/fieldsMap/0/isKey", "value true"),
            (r#"{"fieldsMap": [{"isKey": true|}]}"#, "/fieldsMap/0/isKey", "value true"),
            (r#"{"fieldsMap": [{"isKey": tru|"#, "/fieldsMap/0/isKey", "value tru"),
            (r#"{"fieldsMap": [{"isKey": true}|]}"#, "/fieldsMap", "after {\"isKey\": true}"),
            (r#"{"fieldsMap": [|]}"#, "/fieldsMap", "after "),
            (r#"{"fieldsMap": [1, |2]}"#, "/fieldsMap/1", "value 2"),
            (r#"{"a": "|x"}"#, "/a", "value \"x\""),
            (r#"{"a": "x|"}"#, "/a", "value \"x\""),
            (r#"{"a": "x"|}"#, "", "after \"x\""),
            (r#"{"a": "x|"#, "/a", "value \"x"),
            (r#"{"a": 1, |}"#, "", "after 1"),
            (r#"{"a|"#, "", "name \"a"),
            (r#"|{"a": 1}"#, "", "after "),
            (r#"| {"a": 1}"#, "", "outside"),
            (r#"{"a": 1} |"#, "", "outside"),
        ] {
            assert_eq!(describe_cursor(text), (pointer.to_owned(), what.to_owned()), "{text}");
        }
    }

    #[test]
    fn finds_cursor_at_every_offset() {
        for text in ["", "[", "{", "{\"a\"", "{\"a\":", "[{]}", "{,}", "\"", "é{\"ü\": [1 2,, \"é"] {
            let parsed = ParsedDocument::new(text.to_owned());
            for offset in 0..text.len() as u32 + 3 {
                cursor_at(&parsed.document(), offset);
            }
        }
    }
}
