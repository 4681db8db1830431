//! Construction of results.

use crate::job::NodeRef;
use crate::lsp::features::markdown::HoverDoc;
use crate::lsp::features::types::Hover;
use crate::text::Span;

/// A hover for a span; `None` for an empty span.
pub(super) fn hover_response(span: Span, doc: HoverDoc) -> Option<Hover> {
    (!span.is_empty()).then(|| Hover { span, markdown: doc.into_markdown() })
}

/// The content of a string, or the whole value if it is empty.
pub(super) fn non_empty_span(value: NodeRef<'_>) -> Span {
    if value.content_span().is_empty() { value.span() } else { value.content_span() }
}
