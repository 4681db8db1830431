//! Members that the schema does not define.

use crate::json::{Document, NodeId, NodeKind};
use crate::text::closest_match;

use super::reference::{SchemaRef, root_schema};
use super::validator::SchemaKind;

/// A member that the schema does not define.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownMember {
    /// The object with the member.
    pub object: NodeId,
    /// The name as written.
    pub name: NodeId,
    /// The closest member that the schema defines and the object lacks. The value is read as its value.
    pub suggestion: Option<&'static str>,
}

/// Finds the members below `root` that the schema does not define. Walks no deeper than the schema.
#[must_use]
pub fn unknown_members(document: &Document<'_>, root: NodeId, kind: SchemaKind) -> Vec<UnknownMember> {
    let mut found = Vec::new();
    collect_unknown(document, root, root_schema(kind), &mut found);
    found
}

fn collect_unknown(document: &Document<'_>, node: NodeId, schema: SchemaRef, found: &mut Vec<UnknownMember>) {
    match document.kind(node) {
        NodeKind::Array => {
            if let Some(items) = schema.items() {
                for item in document.items(node) {
                    collect_unknown(document, item, items, found);
                }
            }
        }
        NodeKind::Object if schema.members().next().is_some() => {
            let mut missing: Option<Vec<&'static str>> = None;
            for (name, value) in document.members(node) {
                // A name that could not be read was reported as a syntax error.
                let Some(written) = document.string(name) else { continue };
                if let Some(member) = schema.member(&written) {
                    collect_unknown(document, value, member.schema, found);
                    continue;
                }
                let missing = missing.get_or_insert_with(|| missing_names(document, node, schema));
                let suggestion = closest_member(missing, &written);
                found.push(UnknownMember { object: node, name, suggestion });
                if let Some(member) = suggestion.and_then(|name| schema.member(name)) {
                    missing.retain(|name| *name != member.name);
                    collect_unknown(document, value, member.schema, found);
                }
            }
        }
        _ => {}
    }
}

/// The members of the schema that an object lacks.
fn missing_names(document: &Document<'_>, object: NodeId, schema: SchemaRef) -> Vec<&'static str> {
    let names = schema.members().map(|member| member.name);
    names.filter(|name| document.get(object, name).is_none()).collect()
}

/// The missing member that is closest to `written`.
fn closest_member(missing: &[&'static str], written: &str) -> Option<&'static str> {
    let other_case = missing.iter().find(|name| name.eq_ignore_ascii_case(written));
    other_case.copied().or_else(|| closest_match(written, missing.iter().copied()))
}
