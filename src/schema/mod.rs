//! The JSON Schemas of jobs and collections, and checking a document against them.
//!
//! The files in `schemas/` are the only description of a job's shape: editors read them, the
//! validator runs on them, and the names to suggest for a misspelt member come from them.
//! Validation asks for a plain yes first; only after a no are the mistakes worked out.

mod fast_path;
mod json_adapter;
mod reference;
mod validator;
mod violations;

pub use fast_path::is_definitely_valid;
pub use reference::{Member, SchemaRef, root_schema};
pub use validator::{SchemaKind, is_valid, published_schemas};
pub use violations::{UnknownMember, collect_violations, unknown_member_diagnostic, unknown_members};
