//! What is noted in a tree before anybody reads it as a job.

use crate::job::FileKind;
use crate::json::{Document, Duplicate, NodeId, Tree, duplicate_members};
use crate::schema::{self, UnknownMember};

/// What was noted.
#[derive(Debug)]
pub(crate) struct Normalized {
    /// Members that stand twice.
    pub(crate) duplicates: Vec<Duplicate>,
    /// Members that the schema does not know.
    pub(crate) unknown_members: Vec<UnknownMember>,
    /// Whether it is the JSON that the schema describes.
    pub(crate) is_valid: bool,
}

/// Marks objects in which a member stands twice, and has misspelt members read as what was meant.
pub(crate) fn normalize(text: &str, tree: &mut Tree, kind: FileKind, root: NodeId) -> Normalized {
    if tree.errors().is_empty()
        && schema::is_definitely_valid(&Document::new(text, tree), root, kind.schema())
    {
        return Normalized { duplicates: Vec::new(), unknown_members: Vec::new(), is_valid: true };
    }
    let duplicates = duplicate_members(&Document::new(text, tree));
    for duplicate in &duplicates {
        tree.mark_for_slow_lookup(duplicate.object);
    }
    let schema = kind.schema();
    let valid = tree.errors().is_empty() && schema::is_valid(&Document::new(text, tree), root, schema);
    let mut unknown = Vec::new();
    if !valid {
        unknown = schema::unknown_members(&Document::new(text, tree), root, schema);
        for member in &unknown {
            if let Some(meant) = member.suggestion {
                tree.alias(member.object, member.name, meant);
            }
        }
    }
    Normalized { duplicates, unknown_members: unknown, is_valid: valid }
}
