//! Invariants of the JSON parser: ordered spans on character boundaries, and the same values as `serde_json`.

use joblint::json::{Document, NodeId, NodeKind, Tree, duplicate_members, parse};
use joblint::text::{LineIndex, PositionEncoding};
use serde_json::Value;

/// Converts the tree to the value that `serde_json` should parse.
fn to_serde_value(document: &Document<'_>, id: NodeId) -> Value {
    match document.kind(id) {
        NodeKind::Null | NodeKind::Invalid => Value::Null,
        NodeKind::True => Value::Bool(true),
        NodeKind::False => Value::Bool(false),
        NodeKind::Number => serde_json::from_str(document.raw(id)).unwrap_or(Value::Null),
        NodeKind::String => Value::String(document.string(id).unwrap().into_owned()),
        NodeKind::Array => {
            Value::Array(document.items(id).map(|item| to_serde_value(document, item)).collect())
        }
        NodeKind::Object => Value::Object(
            document
                .members(id)
                .map(|(name, item)| (document.name(name).into_owned(), to_serde_value(document, item)))
                .collect(),
        ),
    }
}

pub fn parse_document(text: &str) {
    let mut tree = Tree::new();
    parse(text, &mut tree);
    let document = Document::new(text, &tree);

    // Every node lies inside its container and after the previous node, on character boundaries.
    let mut open: Vec<(u32, u32, u32)> = vec![(0, u32::MAX, u32::MAX)];
    for (index, node) in (0_u32..).zip(tree.nodes()) {
        let span = node.span();
        super::assert_span(text, span);
        while open.last().unwrap().2 <= index {
            open.pop();
        }
        let (start, end_of_container, _) = *open.last().unwrap();
        assert!(
            start <= span.start && span.end <= end_of_container,
            "{span:?} outside {start}..{end_of_container}"
        );
        open.last_mut().unwrap().0 = span.end;
        let end = document.next_sibling(NodeId(index)).0;
        assert!(end > index && end as usize <= tree.nodes().len());
        if matches!(node.kind(), NodeKind::Array | NodeKind::Object) {
            open.push((span.start, span.end, end));
        }
        if node.kind() == NodeKind::Object {
            let members = document.members(NodeId(index)).count();
            assert_eq!(members, node.child_count() as usize);
            for (name, _) in document.members(NodeId(index)) {
                assert!(matches!(document.kind(name), NodeKind::String | NodeKind::Invalid));
            }
        }
    }
    let mut before = 0;
    for error in tree.errors() {
        assert!(error.span.start >= before, "errors are sorted");
        before = error.span.start;
        super::assert_span(text, error.span);
    }
    let _ = duplicate_members(&document);
    check_pointers(&document);
    check_line_index(text, &tree);
    compare_with_serde_json(text, &document);
}

/// Asserts that the pointer of a value resolves to that value.
fn check_pointers(document: &Document<'_>) {
    if !duplicate_members(document).is_empty() || !document.tree().errors().is_empty() {
        return;
    }
    let step = document.tree().nodes().len() / 16 + 1;
    for index in (0..document.tree().nodes().len()).step_by(step) {
        let id = NodeId(u32::try_from(index).unwrap());
        let found = document.find_by_pointer(&document.pointer(id));
        // The name of a member has the same pointer as its value.
        assert!(found == Some(id) || found == Some(id.next()), "{} {id:?} {found:?}", document.pointer(id));
    }
}

/// Asserts that converting an offset to a position and back returns the offset, in every encoding.
fn check_line_index(text: &str, tree: &Tree) {
    let index = LineIndex::new(text);
    let mut before = (0, 0);
    for node in tree.nodes().iter().take(64) {
        let at = node.span().start;
        let place = index.line_column(text, at);
        assert!((place.line, place.column) >= before, "{place:?} is before {before:?}");
        before = (place.line, place.column);
        for encoding in [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32] {
            let position = index.editor_position(text, at, encoding);
            let back = index.offset(text, position, encoding);
            // An offset between carriage return and line feed becomes the end of the line.
            let is_line_end = text[..at as usize].ends_with('\r') && text[at as usize..].starts_with('\n');
            assert!(back == at || is_line_end, "{at} is {position:?} and then {back}");
        }
    }
}

fn compare_with_serde_json(text: &str, document: &Document<'_>) {
    let errors = document.tree().errors();
    // serde_json rejects a byte order mark.
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    let accepted = match serde_json::from_str::<Value>(plain) {
        Ok(expected) => {
            assert_eq!(to_serde_value(document, NodeId::ROOT), expected);
            true
        }
        Err(error) => {
            let message = error.to_string();
            let limits = ["surrogate", "out of range", "hex escape", "recursion limit"];
            if limits.iter().any(|word| message.contains(word)) {
                return;
            }
            false
        }
    };
    assert_eq!(errors.is_empty(), accepted, "{errors:?}");
}
