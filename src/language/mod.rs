//! Parsers of the languages embedded in strings of a job.
//!
//! Each parser works on decoded text and returns byte ranges of it; the caller maps them to the
//! file with [`crate::text::DecodedString`].

pub mod distinguished_name;
pub mod env_refs;
pub mod filter;
pub mod guid;
pub mod script;
pub mod sql;
pub mod transform;
