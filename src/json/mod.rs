//! Error-tolerant JSON parser that produces a tree with spans, and syntax errors.
//!
//! The tree is the only representation of a document: a flat arena in document order, sixteen bytes
//! a node, with strings borrowed from the text. Duplicate members stay visible, and unreadable parts
//! become [`NodeKind::Invalid`], so that everything around them can be checked.

// Exported for benchmarks and fuzz targets only.
#![allow(missing_docs)]

mod brackets;
mod document;
mod duplicates;
mod error;
mod fast_path;
mod member_iter;
mod node;
#[cfg(test)]
pub(crate) mod parsed_texts;
mod parser;
#[cfg(test)]
mod parser_tests;
mod pointer;
mod recovery;
mod scan;
mod static_name;
mod strings;
mod tree;

pub use document::Document;
pub use duplicates::{Duplicate, duplicate_members, duplicates_within};
pub use error::{SyntaxError, SyntaxErrorKind};
pub use member_iter::{NamedMember, NamedMembers};
pub use node::{Members, Node, NodeId, NodeKind, Quotes};
pub use parser::{MAX_DEPTH, MAX_ERRORS, parse, parse_with_max_depth};
pub use pointer::{ParentIndex, escape_pointer_token};
pub use static_name::StaticName;
pub use tree::Tree;
