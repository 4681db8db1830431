//! Containers: strings with a distinguished name.

use crate::job::{NodeRef, SideName};
use crate::language::distinguished_name;
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::fields::connected_system;
use crate::lsp::features::markdown::{HoverDoc, escape_markdown, to_sentence};
use crate::lsp::features::types::Hover;
use crate::text::inline_code;

use super::response::hover_response;

pub(super) fn container(context: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    if context.contains_secret(value.span()) {
        return None;
    }
    let text = value.string()?;
    let name = distinguished_name::parse(&text).ok()?;
    let doc = HoverDoc::new("Container")
        .paragraph(to_sentence(&escape_markdown(&name.describe())))
        .optional_paragraph(inventory_note(context, &text));
    hover_response(value.content_span(), doc)
}

fn inventory_note(context: &CursorContext<'_, '_>, name: &str) -> Option<String> {
    let job = context.job?;
    [SideName::Destination, SideName::Source].into_iter().find_map(|side| {
        let system = connected_system(job, context.feature_context, side)?;
        system
            .has_container(name)
            .then(|| format!("Listed in the inventory for {}.", inline_code(&system.name)))
    })
}
