//! The JSON Schemas of jobs and collections, and validation against them.
//!
//! The files in `schemas/` are the only description of the structure of a job: editors read them, the
//! validator runs on them, and suggestions for misspelled members come from them. A fast path accepts valid
//! documents; the validator runs only if it rejects one.

mod fast_path;
mod json_adapter;
mod reference;
mod uncertain_regions;
mod unknown_members;
mod validator;
mod violation;

pub(crate) use jsonschema::JsonType;

pub use fast_path::is_definitely_valid;
pub use reference::{Member, SchemaRef, root_schema};
pub use unknown_members::{UnknownMember, unknown_members};
pub use validator::{SchemaKind, is_valid, published_schemas};
pub(crate) use violation::{Constraint, MissingMember, Violation, find_violations};
