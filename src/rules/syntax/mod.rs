//! Rules about the encoding and the JSON syntax of a file.

pub(crate) mod duplicate_member;
pub(crate) mod json_syntax;
pub(crate) mod text_encoding;
pub(crate) mod too_deep;
pub(crate) mod too_large;
pub(crate) mod unrecognized_document;
