//! Sources of mappings with a transform.

use crate::language::transform::{self, TransformBody};
use crate::lsp::features::describe::transform::{describe_transform, transform_source_fields};
use crate::text::Placeholders;

use super::text::truncate_line;

/// The source and the description of the value of a transform, from its masked text.
pub(super) fn transform_source(text: &str, placeholders: &Placeholders) -> (Option<String>, Option<String>) {
    let Ok(transform) = transform::parse(text) else { return (None, Some(truncate_line(text))) };
    let description = || Some(truncate_line(&describe_transform(&transform, placeholders)));
    if let TransformBody::Static(value) = &transform.body {
        return (Some(format!("\u{201c}{}\u{201d}", truncate_line(value.text))), None);
    }
    let fields: Vec<String> =
        transform_source_fields(&transform).iter().map(|field| truncate_line(field.trim())).collect();
    match (&transform.body, fields.is_empty()) {
        (_, false) => (Some(truncate_line(&fields.join(" + "))), description()),
        (TransformBody::Script(_), true) => (Some("script".to_owned()), description()),
        (_, true) => (None, description()),
    }
}
