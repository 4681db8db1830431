//! `textDocument/foldingRange`

use gen_lsp_types::FoldingRange;
use lsp_server::ResponseError;

use crate::lsp::features::folding_ranges;
use crate::lsp::protocol::from_proto::DocumentParams;
use crate::lsp::protocol::to_proto::folding_range;

use super::context::RequestContext;

pub(crate) fn handle(
    context: &RequestContext,
    params: &DocumentParams,
) -> Result<Vec<FoldingRange>, ResponseError> {
    let snapshot = context.document(&params.text_document.uri)?;
    let positions = context.position_mapper(&snapshot);
    let folds = context.with_job(&snapshot, |_, document| folding_ranges(document)).unwrap_or_default();
    Ok(folds.into_iter().filter_map(|fold| folding_range(fold, positions, &context.capabilities)).collect())
}
