//! Markup content of hovers, completions and hints.

use gen_lsp_types::{MarkupContent, MarkupKind};

use crate::lsp::protocol::client_capabilities::ClientCapabilities;

pub(crate) fn markdown(value: String) -> MarkupContent {
    MarkupContent { kind: MarkupKind::Markdown, value }
}

/// Clients that only support plain text receive the Markdown source.
pub(crate) fn hover_text(value: String, client: &ClientCapabilities) -> MarkupContent {
    let kind = if client.markdown_hover { MarkupKind::Markdown } else { MarkupKind::PlainText };
    MarkupContent { kind, value }
}
