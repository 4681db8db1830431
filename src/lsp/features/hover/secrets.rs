//! Secrets: that there is one, and never what it is.

use crate::catalog::detect_secret;
use crate::job::NodeRef;
use crate::text::Span;

use super::super::cursor_context::{CursorContext, EnclosingEntry};
use super::super::describe::settings::explain_setting;
use super::super::markdown::{HoverDoc, to_sentence};
use super::{Hover, hover_result};

/// The secret that the cursor stands in.
pub(super) fn secret_at_cursor(spot: &CursorContext<'_, '_>, value: NodeRef<'_>) -> Option<Hover> {
    let content = value.content_span();
    let at = Span::new(spot.offset, spot.offset.saturating_add(1));
    let touched = spot.secrets().overlapping(value.span()).find(|secret| {
        secret.overlaps(at) || secret.end == spot.offset || (secret.contains(content) && !content.is_empty())
    })?;
    let what = detect_secret(content.slice(spot.document.text())).map(|(form, _)| form.describe());
    let about = match (spot.entry, what) {
        (_, Some(form)) => to_sentence(&format!("it looks like {form}")),
        (EnclosingEntry::Row(_), None) => "The password that objects are created with.".to_owned(),
        (EnclosingEntry::Setting(entry), None) => entry.definition.map(explain_setting).unwrap_or_default(),
        _ => String::new(),
    };
    let text = HoverDoc::new("Secret").title_suffix("it is never shown").paragraph(about).paragraph(
        "Whoever can read this file can read it: write a placeholder such as `${NAME}` and fill it in when the \
         job is submitted.",
    );
    hover_result(touched, text)
}
