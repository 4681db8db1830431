//! Editor features without the protocol: functions from the typed view of a job to plain data. All positions are byte
//! offsets or spans of the text of the document.
//!
//! | function | module |
//! |---|---|
//! | `hover(&JobFile, &Document, offset, &FeatureContext) -> Option<Hover>` | `hover` |
//! | `complete(&JobFile, &Document, offset, &FeatureContext) -> Vec<Completion>` | `completion` |
//! | `should_trigger(&Document, offset, typed) -> bool` | `completion` |
//! | `document_symbols(&JobFile, &Document) -> Vec<Symbol>` | `symbols` |
//! | `goto_definition(&JobFile, &Document, offset) -> Option<NavigationTarget>` | `definition` |
//! | `suppression_target(&Config, offset, read) -> Option<NavigationTarget>` | `definition` |
//! | `inlay_hints(&JobFile, &Document, range) -> Vec<Hint>` | `inlay_hints` |
//! | `folding_ranges(&Document) -> Vec<Fold>` | `folding` |
//! | `semantic_tokens(&JobFile, &Document, range) -> Vec<HighlightToken>` | `semantic_tokens` |
//!
//! Both `hover` and `completion` determine the kind of value at the cursor with `target`. `describe` contains the texts
//! that several features share. No result contains a secret. The caller activates the configured placeholders.

mod completion;
mod cursor_context;
mod definition;
mod describe;
mod embedded;
mod fields;
mod folding;
mod hover;
mod inlay_hints;
pub mod internals;
mod markdown;
mod masked_string;
mod semantic_tokens;
mod string_cursor;
mod symbols;
mod target;
#[cfg(test)]
mod testing;
mod type_names;
mod types;

pub(crate) use completion::{TRIGGER_CHARACTERS, complete, should_trigger};
pub(crate) use definition::{goto_definition, suppression_target};
pub(crate) use folding::folding_ranges;
pub(crate) use hover::hover;
pub(crate) use inlay_hints::inlay_hints;
pub(crate) use semantic_tokens::semantic_tokens;
pub(crate) use symbols::document_symbols;
pub(crate) use types::{
    Completion, CompletionKind, FeatureContext, Fold, FoldKind, HighlightKind, HighlightToken, Hint,
    InsertText, NavigationTarget, Symbol, SymbolKind,
};
