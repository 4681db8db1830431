//! Conversion of results to LSP types.

mod completion;
mod diagnostics;
mod folding_range;
mod inlay_hint;
mod markup;
mod semantic_tokens;
mod symbols;

pub(crate) use completion::completion_item;
pub(crate) use diagnostics::{DiagnosticConverter, config_error_diagnostics, fix_text_edits};
pub(crate) use folding_range::folding_range;
pub(crate) use inlay_hint::inlay_hint;
pub(crate) use markup::hover_text;
pub(crate) use semantic_tokens::{semantic_tokens, token_types};
pub(crate) use symbols::{document_symbol, flatten_symbols};
