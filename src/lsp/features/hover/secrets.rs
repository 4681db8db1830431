//! Secrets, which are reported without their value.

use crate::catalog::detect_secret;
use crate::job::NodeRef;
use crate::lsp::features::cursor_context::{CursorContext, EnclosingEntry};
use crate::lsp::features::describe::settings::explain_setting;
use crate::lsp::features::markdown::{HoverDoc, to_sentence};
use crate::lsp::features::types::Hover;
use crate::text::Span;

use super::response::hover_response;

pub(super) fn secret_at_cursor(context: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let content = value.content_span();
    let cursor = Span::new(context.offset, context.offset.saturating_add(1));
    let secret = context.secrets().overlapping(value.span()).find(|secret| {
        secret.overlaps(cursor)
            || secret.end == context.offset
            || (secret.contains(content) && !content.is_empty())
    })?;
    let kind = detect_secret(content.slice(context.document.text())).map(|(kind, _)| kind.describe());
    let description = match (context.entry, kind) {
        (_, Some(kind)) => to_sentence(&format!("it looks like {kind}")),
        (EnclosingEntry::Row(_), None) => "The password for new objects.".to_owned(),
        (EnclosingEntry::Setting(entry), None) => entry.definition.map(explain_setting).unwrap_or_default(),
        _ => String::new(),
    };
    let doc = HoverDoc::new("Secret").title_suffix("value not shown").paragraph(description).paragraph(
        "Everyone with access to this file can read it. Write a placeholder such as `${NAME}`, and replace it when \
         the job is submitted.",
    );
    hover_response(secret, doc)
}
