//! What an editor can ask of a job, without the protocol: each feature is a function from the view
//! of a job to plain data, and every position is a byte offset or a span of the document's text.
//!
//! | function | of the module |
//! |---|---|
//! | `hover(&JobFile, &Document, offset, &Environment) -> Option<Hover>` | `hover` |
//! | `complete(&JobFile, &Document, offset, &Environment) -> Vec<Completion>` | `completion` |
//! | `is_worth_a_list(&Document, offset, typed) -> bool` | `completion` |
//! | `symbols(&JobFile, &Document) -> Vec<Symbol>` | `symbols` |
//! | `definition(&JobFile, &Document, offset) -> Option<Place>` | `definition` |
//! | `suppressed(&Config, offset, read) -> Option<Place>` | `definition` |
//! | `hints(&JobFile, &Document, range) -> Vec<Hint>` | `inlay_hints` |
//! | `folds(&Document) -> Vec<Fold>` | `folding` |
//! | `tokens(&JobFile, &Document, range) -> Vec<Token>` | `semantic_tokens` |
//!
//! The placeholders of the configuration hold while a feature runs; nothing that a feature returns
//! shows a secret.

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
