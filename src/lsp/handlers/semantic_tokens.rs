//! `textDocument/semanticTokens/full` and `textDocument/semanticTokens/range`

use gen_lsp_types::{Range, SemanticTokens, TextDocumentIdentifier};
use lsp_server::ResponseError;

use crate::lsp::features::semantic_tokens;
use crate::lsp::protocol::from_proto::{DocumentParams, RangeParams};
use crate::lsp::protocol::to_proto;
use crate::text::Span;

use super::context::RequestContext;

pub(crate) fn handle_full(
    context: &RequestContext,
    params: &DocumentParams,
) -> Result<SemanticTokens, ResponseError> {
    tokens(context, &params.text_document, None)
}

pub(crate) fn handle_range(
    context: &RequestContext,
    params: &RangeParams,
) -> Result<SemanticTokens, ResponseError> {
    tokens(context, &params.text_document, Some(params.range))
}

fn tokens(
    context: &RequestContext,
    document: &TextDocumentIdentifier,
    range: Option<Range>,
) -> Result<SemanticTokens, ResponseError> {
    let snapshot = context.document(&document.uri)?;
    let positions = context.position_mapper(&snapshot);
    let range = range.map_or(Span::from_usize(0, snapshot.text.len()), |range| positions.span(range));
    let tokens = context
        .with_job(&snapshot, |file, document| semantic_tokens(file, document, range))
        .unwrap_or_default();
    Ok(SemanticTokens { result_id: None, data: to_proto::semantic_tokens(tokens, positions) })
}
