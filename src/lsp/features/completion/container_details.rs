//! `Source.ContainerDetails` and `Destination.ContainerDetails`.

use crate::catalog::CONTAINER_DETAILS;
use crate::job::{NodeRef, SideName};
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::markdown::to_sentence;
use crate::lsp::features::types::CompletionKind;

use super::collector::{CompletionBuilder, CompletionCollector};
use super::embedded::EmbeddedCursor;
use super::insertion::{Insertion, quoted};
use super::inventory::known_containers;
use super::repair::TokenRole;

const NODE_TYPES: [&str; 2] = ["Container", "Domain"];
const FLAGS: [&str; 5] = ["showChildren", "hasChildren", "isSelected", "isLoading", "isFocused"];

pub(super) fn container_details(
    context: &CursorContext<'_, '_>,
    side: SideName,
    value: NodeRef<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    let Some(cursor) = EmbeddedCursor::new(value, context.offset) else { return };
    match cursor.role() {
        TokenRole::MemberName => add_members(&cursor, collector),
        TokenRole::Value => match cursor.member.as_str() {
            "DistinguishedName" => add_containers(context, side, &cursor, collector),
            "nodeType" => {
                for (index, node_type) in NODE_TYPES.iter().enumerate() {
                    let builder = CompletionBuilder::new(*node_type, CompletionKind::Enum).order(index);
                    cursor.add_string(builder, node_type, collector);
                }
            }
            name if FLAGS.contains(&name) => cursor.add_booleans(collector),
            _ => {}
        },
        TokenRole::Item => {}
    }
}

fn add_members(cursor: &EmbeddedCursor<'_>, collector: &mut CompletionCollector<'_>) {
    let missing = CONTAINER_DETAILS.iter().filter(|detail| !cursor.has_other_member(detail.name));
    for (index, detail) in missing.enumerate() {
        let builder = CompletionBuilder::new(detail.name, CompletionKind::Property)
            .documentation_text(to_sentence(detail.description))
            .order(index);
        cursor.add_member(builder, detail.name, initial_value(detail.name), collector);
    }
}

fn initial_value(name: &str) -> Insertion {
    match name {
        "children" => Insertion::text("[]"),
        "nodeType" => Insertion::choice(NODE_TYPES.map(|node_type| format!("\"{node_type}\""))),
        name if FLAGS.contains(&name) => Insertion::choice(["false", "true"]),
        _ => quoted(Insertion::tab_stop("")),
    }
}

fn add_containers(
    context: &CursorContext<'_, '_>,
    side: SideName,
    cursor: &EmbeddedCursor<'_>,
    collector: &mut CompletionCollector<'_>,
) {
    let Some(job) = context.job else { return };
    for (index, (name, origin)) in known_containers(context, job, side).into_iter().enumerate() {
        let builder =
            CompletionBuilder::new(name.as_str(), CompletionKind::Folder).detail(origin).order(index);
        cursor.add_string(builder, &name, collector);
    }
}
