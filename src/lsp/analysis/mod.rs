//! Linting of documents, alone and compared with other files.

pub(crate) mod cross_file;
pub(crate) mod lint;
pub(crate) mod worker;
