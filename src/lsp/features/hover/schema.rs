//! Members that only the schema describes.

use crate::job::NodeRef;
use crate::json::NodeId;
use crate::lsp::features::cursor_context::CursorContext;
use crate::lsp::features::describe::schema::schema_member_doc;
use crate::lsp::features::types::Hover;

use super::response::{hover_response, non_empty_span};

pub(super) fn member_name(context: &CursorContext<'_, '_>, name: NodeId) -> Option<Hover> {
    let member = context.schema_member(&context.document.name(name))?;
    hover_response(context.document.content_span(name), schema_member_doc(&member))
}

pub(super) fn member_value(context: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let member = context.schema_member(&context.member_name()?)?;
    hover_response(non_empty_span(value), schema_member_doc(&member))
}
