//! Preparation of the tree before it is read as a job.

use crate::json::{Document, Duplicate, NodeId, Tree, duplicate_members};
use crate::schema::{self, UnknownMember};

use super::FileKind;

/// The deviations from the schema that were found during normalisation.
#[derive(Debug, Default)]
pub(super) struct Normalized {
    /// Members whose name occurs more than once in their object.
    pub(super) duplicates: Vec<Duplicate>,
    /// Members that the schema does not define.
    pub(super) unknown_members: Vec<UnknownMember>,
    /// Whether the syntax is correct and the schema accepts the document.
    pub(super) is_valid: bool,
}

/// Marks objects with duplicate members, and makes misspelt members readable by their intended name.
pub(super) fn normalize(text: &str, tree: &mut Tree, kind: FileKind, root: NodeId) -> Normalized {
    let schema = kind.schema();
    if tree.errors().is_empty() && schema::is_definitely_valid(&Document::new(text, tree), root, schema) {
        return Normalized { is_valid: true, ..Normalized::default() };
    }
    let duplicates = duplicate_members(&Document::new(text, tree));
    for duplicate in &duplicates {
        tree.mark_for_slow_lookup(duplicate.object);
    }
    let is_valid = tree.errors().is_empty() && schema::is_valid(&Document::new(text, tree), root, schema);
    let mut unknown_members = Vec::new();
    if !is_valid {
        unknown_members = schema::unknown_members(&Document::new(text, tree), root, schema);
        for member in &unknown_members {
            if let Some(suggestion) = member.suggestion {
                tree.alias(member.object, member.name, suggestion);
            }
        }
    }
    Normalized { duplicates, unknown_members, is_valid }
}
