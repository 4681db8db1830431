//! The member at a cursor in JSON that a string contains.

use crate::json::{Document, NodeId};
use crate::lsp::cursor::{CursorLocation, cursor_at};

#[derive(Debug, Clone, Copy)]
pub(super) struct EmbeddedMember {
    /// The object that contains the member.
    pub(super) object: NodeId,
    pub(super) name: NodeId,
    pub(super) value: NodeId,
    /// The name or the value, whichever contains the cursor.
    pub(super) token: NodeId,
}

/// The member at an offset of an embedded document.
pub(super) fn embedded_member_at(document: &Document<'_>, offset: u32) -> Option<EmbeddedMember> {
    let cursor = cursor_at(document, offset);
    match cursor.location {
        CursorLocation::MemberName { name, value } => {
            Some(EmbeddedMember { object: cursor.innermost()?, name, value, token: name })
        }
        CursorLocation::Value => {
            let value = cursor.innermost()?;
            Some(EmbeddedMember { object: cursor.parent()?, name: cursor.member_name?, value, token: value })
        }
        CursorLocation::Gap { .. } | CursorLocation::Outside => None,
    }
}
