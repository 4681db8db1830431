//! Fast path: accepts documents that are certainly valid and have no duplicate members, in one pass.
//!
//! Nearly every document is valid. The validator and the search for duplicates run only if the fast path does
//! not accept a document. It is compiled from the published schemas and supports the keywords that they use;
//! with an unsupported keyword it accepts nothing, which costs only time. It never accepts a document that the
//! validator rejects: see the tests.

mod compiled;
mod compiler;
#[cfg(test)]
mod tests;
mod timestamp;

use std::sync::LazyLock;

use crate::json::{Document, NodeId, NodeKind};

use super::SchemaKind;
use super::validator::{COLLECTION, JOB};
use compiled::FastValidator;
use compiler::compile;

static JOB_FAST_VALIDATOR: LazyLock<Option<FastValidator>> =
    LazyLock::new(|| compile(&[("job.schema.json", JOB)]));
static COLLECTION_FAST_VALIDATOR: LazyLock<Option<FastValidator>> =
    LazyLock::new(|| compile(&[("collection.schema.json", COLLECTION), ("job.schema.json", JOB)]));

/// Whether the document is certainly valid, and no object has duplicate members. A document for which this is
/// false may also be valid.
#[must_use]
pub fn is_definitely_valid(document: &Document<'_>, root: NodeId, kind: SchemaKind) -> bool {
    let validator = match kind {
        SchemaKind::Job => &JOB_FAST_VALIDATOR,
        SchemaKind::Collection => &COLLECTION_FAST_VALIDATOR,
    };
    let is_plain = root == NodeId::ROOT || is_plain_envelope(document, root);
    is_plain
        && validator
            .as_ref()
            .is_some_and(|validator| validator.accepts(document, root, document.kind(root), validator.root))
}

/// Whether the API response around `root` has only scalar members besides it, each of them once.
fn is_plain_envelope(document: &Document<'_>, root: NodeId) -> bool {
    const MAX_MEMBERS: u32 = 8;
    let members = document.members(NodeId::ROOT);
    document.node(NodeId::ROOT).child_count() <= MAX_MEMBERS
        && members.clone().all(|(name, value)| {
            let name = document.plain_bytes(name);
            let same = members.clone().filter(|(other, _)| document.plain_bytes(*other) == name);
            name.is_some()
                && same.count() == 1
                && (value == root || !matches!(document.kind(value), NodeKind::Array | NodeKind::Object))
        })
}
