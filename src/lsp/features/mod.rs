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
mod definition;
mod fields;
mod folding;
mod hover;
mod inlay_hints;
mod markdown;
mod results;
mod semantic_tokens;
mod spot;
mod symbols;
#[cfg(test)]
mod testing;
mod type_names;

pub(crate) use completion::{TRIGGER_CHARACTERS, complete, is_worth_a_list};
pub(crate) use definition::{definition, suppressed};
pub(crate) use folding::folds;
pub(crate) use hover::hover;
pub(crate) use inlay_hints::hints;
pub(crate) use results::{
    Completion, CompletionKind, Environment, Fold, FoldKind, Hint, Hover, Insert, Place, Symbol, SymbolKind,
    Token, TokenKind,
};
pub(crate) use semantic_tokens::tokens;
pub(crate) use symbols::symbols;
