//! Parsers of the languages embedded in strings of a job.
//!
//! Each parser works on decoded text and returns byte ranges of it; the caller maps them to the
//! file with [`crate::text::DecodedString`].

pub mod distinguished_name;
pub mod env_refs;
pub mod filter;
pub mod guid;
mod placeholder;
pub mod script;
pub mod sql;
pub mod transform;

pub use placeholder::{PlaceholderGuard, PlaceholderPatterns, contains_placeholder};
pub(crate) use placeholder::{leading_placeholder_len, set_placeholder_patterns, uses_default_placeholders};
