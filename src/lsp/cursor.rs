//! The JSON value at a byte offset.

use crate::json::{Document, NodeId, NodeKind, Quotes};
use crate::text::Span;

/// The position of a cursor in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cursor {
    /// The values that contain the cursor, from the root to the innermost one. If the cursor is in the
    /// name of a member, the last value is the object of the member. Empty outside the document's value.
    pub(crate) path: Vec<NodeId>,
    /// The name of the member whose value is the last value of the path.
    pub(crate) member_name: Option<NodeId>,
    pub(crate) location: CursorLocation,
}

/// The part of the innermost value that a cursor is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CursorLocation {
    /// The name of a member of the last object of the path.
    MemberName { name: NodeId, value: NodeId },
    /// The last value of the path, which is not a container.
    Value,
    /// Between the children of the last container of the path, or at its brackets.
    Gap {
        /// The item, or the value of the member, before the cursor.
        before: Option<NodeId>,
    },
    /// Before or after the document's value.
    Outside,
}

impl Cursor {
    pub(crate) fn innermost(&self) -> Option<NodeId> {
        self.path.last().copied()
    }

    /// The container of the innermost value.
    pub(crate) fn parent(&self) -> Option<NodeId> {
        self.path.iter().rev().nth(1).copied()
    }

    /// The member name or the scalar value at the cursor.
    pub(crate) fn token(&self) -> Option<NodeId> {
        match self.location {
            CursorLocation::MemberName { name, .. } => Some(name),
            CursorLocation::Value => self.innermost(),
            CursorLocation::Gap { .. } | CursorLocation::Outside => None,
        }
    }
}

/// Finds the value at `offset`.
///
/// A cursor directly before a token is in the token. A cursor directly after a token is in it if the
/// token has no closing quote or bracket, so that a word that is being typed is found.
pub(crate) fn cursor_at(document: &Document<'_>, offset: u32) -> Cursor {
    let mut cursor = Cursor { path: Vec::new(), member_name: None, location: CursorLocation::Outside };
    if document.tree().nodes().is_empty() || !contains_offset(document, NodeId::ROOT, offset) {
        return cursor;
    }
    let mut node = NodeId::ROOT;
    'descend: loop {
        cursor.path.push(node);
        let mut before = None;
        match document.kind(node) {
            NodeKind::Object => {
                for (name, value) in document.members(node) {
                    if document.span(name).start > offset {
                        break;
                    }
                    if contains_offset(document, name, offset) && !starts_at(document, value, offset) {
                        cursor.location = CursorLocation::MemberName { name, value };
                        return cursor;
                    }
                    if contains_offset(document, value, offset) {
                        cursor.member_name = Some(name);
                        node = value;
                        continue 'descend;
                    }
                    before = Some(value);
                }
            }
            NodeKind::Array => {
                for item in document.items(node) {
                    if document.span(item).start > offset {
                        break;
                    }
                    if contains_offset(document, item, offset) {
                        cursor.member_name = None;
                        node = item;
                        continue 'descend;
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

/// Whether a cursor at `offset` is in a node; see [`cursor_at`].
fn contains_offset(document: &Document<'_>, id: NodeId, offset: u32) -> bool {
    let Span { start, end } = document.span(id);
    let node = document.node(id);
    let closed = match node.kind() {
        NodeKind::String => matches!(node.quotes(), Quotes::Double | Quotes::Single),
        // An unclosed container ends where its last child ends.
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
    use crate::source::ParsedFile;

    /// The path as a JSON Pointer, and the location of the cursor (`|`).
    fn describe_cursor(text: &str) -> (String, String) {
        let offset = text.find('|').unwrap();
        let parsed = ParsedFile::from_text(text.replacen('|', "", 1));
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
    fn locates_cursor() {
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
            let parsed = ParsedFile::from_text(text.to_owned());
            for offset in 0..text.len() as u32 + 3 {
                cursor_at(&parsed.document(), offset);
            }
        }
    }
}
