//! The small languages that stand inside a job's strings.
//!
//! Each parser works on decoded text and reports byte ranges of it; the caller maps them to the
//! file through [`crate::text::DecodedString`].

pub mod distinguished_name;
pub mod env_refs;
pub mod filter;
pub mod guid;
mod placeholder;
pub mod script;
pub mod sql;
pub mod transform;

pub use placeholder::{
    PlaceholderGuard, PlaceholderPatterns, contains_placeholder, leading_placeholder_len,
    set_placeholder_patterns, uses_default_placeholders,
};
