//! `textDocument/inlayHint`

use gen_lsp_types::InlayHint;
use lsp_server::ResponseError;

use crate::lsp::features::inlay_hints;
use crate::lsp::protocol::from_proto::RangeParams;
use crate::lsp::protocol::to_proto::inlay_hint;

use super::context::RequestContext;

pub(crate) fn handle(
    context: &RequestContext,
    params: &RangeParams,
) -> Result<Vec<InlayHint>, ResponseError> {
    let snapshot = context.document(&params.text_document.uri)?;
    let positions = context.position_mapper(&snapshot);
    let range = positions.span(params.range);
    let hints =
        context.with_job(&snapshot, |file, document| inlay_hints(file, document, range)).unwrap_or_default();
    Ok(hints.into_iter().map(|hint| inlay_hint(hint, positions)).collect())
}
