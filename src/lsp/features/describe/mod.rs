//! Descriptions of catalogue entries, settings and transforms for hover, completion, inlay hints and the outline.
//!
//! Every description reads as plain text and as Markdown.

pub(super) mod catalog;
mod phrases;
mod samples;
pub(super) mod schema;
mod script_expr;
pub(super) mod settings;
pub(super) mod transform;
mod value_expr;
