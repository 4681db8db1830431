//! The language server: the same linter over open buffers.
//!
//! | module | what it is for |
//! |---|---|
//! | `parsed` | one version of an open document: text, tree, what kind of document it is |
//! | `cursor` | what stands under a byte offset |
//! | `features` | hover, completion, symbols …: functions from a job to plain data, in byte offsets |
//!
//! Features know nothing of the protocol, and the protocol's words and positions appear in one place
//! only, where results are handed to the client.

#[allow(dead_code, reason = "for the features that are being written")]
mod cursor;
mod features;
#[allow(dead_code, reason = "for the features that are being written")]
mod parsed;
