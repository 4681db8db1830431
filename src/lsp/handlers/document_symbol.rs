//! `textDocument/documentSymbol`

use gen_lsp_types::DocumentSymbol;
use lsp_server::ResponseError;
use serde_json::Value;

use crate::lsp::features::document_symbols;
use crate::lsp::protocol::from_proto::DocumentParams;
use crate::lsp::protocol::to_proto::{document_symbol, flatten_symbols};

use super::context::RequestContext;

pub(crate) fn handle(context: &RequestContext, params: &DocumentParams) -> Result<Value, ResponseError> {
    let snapshot = context.document(&params.text_document.uri)?;
    let positions = context.position_mapper(&snapshot);
    let symbols = context.with_job(&snapshot, document_symbols).unwrap_or_default();
    let nested: Vec<DocumentSymbol> =
        symbols.into_iter().map(|symbol| document_symbol(symbol, positions)).collect();
    let result = if context.capabilities.nested_symbols {
        serde_json::to_value(nested)
    } else {
        serde_json::to_value(flatten_symbols(nested, &snapshot.uri))
    };
    Ok(result.unwrap_or_default())
}
