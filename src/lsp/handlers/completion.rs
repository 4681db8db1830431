//! `textDocument/completion`. The list is complete: the client filters it while the user types.

use gen_lsp_types::{CompletionItem, CompletionParams, TextDocumentPositionParams};
use lsp_server::ResponseError;

use crate::lsp::features::{complete, should_trigger};
use crate::lsp::protocol::to_proto::completion_item;

use super::context::RequestContext;

pub(crate) fn handle(
    context: &RequestContext,
    params: &CompletionParams,
) -> Result<Vec<CompletionItem>, ResponseError> {
    let TextDocumentPositionParams { text_document, position } = &params.text_document_position_params;
    let snapshot = context.document(&text_document.uri)?;
    let positions = context.position_mapper(&snapshot);
    let offset = positions.offset(*position);
    let feature_context = context.feature_context(&snapshot);
    let trigger = params.context.as_ref().and_then(|context| context.trigger_character.as_deref());
    let completions = context.with_job(&snapshot, |file, document| match trigger {
        Some(trigger) if !should_trigger(document, offset, trigger) => Vec::new(),
        _ => complete(file, document, offset, &feature_context),
    });
    let completions = completions.unwrap_or_default().into_iter();
    Ok(completions.map(|completion| completion_item(completion, positions, &context.capabilities)).collect())
}
