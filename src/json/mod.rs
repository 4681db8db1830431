//! A tolerant JSON parser: text in, span tree and syntax errors out, whatever the text holds.
//!
//! The tree is the only representation of a document in the tool. It is a flat arena in document
//! order, sixteen bytes a node, strings borrowed from the text; duplicate members stay visible, and
//! what could not be parsed stands as [`Kind::Invalid`] so that everything around it can be checked.

mod brackets;
mod document;
mod duplicates;
mod error;
mod fast_path;
mod member_iter;
mod parser;
#[cfg(test)]
mod parser_tests;
mod pointer;
mod recovery;
mod scan;
mod static_name;
mod strings;
mod tree;

pub use document::{Document, Members};
pub use duplicates::{Duplicate, duplicate_members, duplicates_within};
pub use error::{SyntaxError, SyntaxErrorKind};
pub use member_iter::{NamedMember, NamedMembers};
pub use parser::{MAX_DEPTH, MAX_ERRORS, parse, parse_with_max_depth};
pub use pointer::{ParentIndex, escape_pointer_token};
pub use static_name::StaticName;
pub use tree::{Node, NodeId, NodeKind, Quotes, Tree};
