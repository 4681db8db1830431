//! Rules about the structure of the document: differences from its JSON Schema.

pub(crate) mod invalid_value;
pub(crate) mod member_case;
pub(crate) mod missing_member;
pub(crate) mod unknown_member;
pub(crate) mod wrong_type;

use crate::job::NodeRef;
use crate::json::{Document, NodeId, NodeKind};
use crate::rule::Location;

/// A value as the subject of a message: "`isKey`", "this entry".
fn describe_node(document: &Document, node: NodeId) -> String {
    match document.member_name(node) {
        Some(name) => format!("`{}`", document.name(name)),
        None if node == NodeId::ROOT => "the document".to_owned(),
        None => "this entry".to_owned(),
    }
}

/// The location to mark: of an array or object only the opening bracket.
fn marked_location<'d>(document: &'d Document<'d>, node: NodeId) -> Location {
    let value = NodeRef::new(document, node);
    match value.kind() {
        NodeKind::Array | NodeKind::Object => Location::opening_bracket(value),
        _ => value.into(),
    }
}
