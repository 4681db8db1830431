//! What is noted in a tree before anybody reads it as a job.

use crate::job::FileKind;
use crate::json::{Document, Duplicate, NodeId, Tree, duplicate_members};
use crate::schema::{self, UnknownMember};

/// What was noted.
#[derive(Debug)]
pub(crate) struct Prepared {
    /// Members that stand twice.
    pub(crate) duplicates: Vec<Duplicate>,
    /// Members that the schema does not know.
    pub(crate) unknown: Vec<UnknownMember>,
    /// Whether it is the JSON that the schema describes.
    pub(crate) valid: bool,
}

/// Marks objects in which a member stands twice, and has misspelt members read as what was meant.
pub(crate) fn prepare(text: &str, tree: &mut Tree, kind: FileKind, root: NodeId) -> Prepared {
    if tree.errors().is_empty() && schema::is_certainly_right(&Document::new(text, tree), root, kind.schema())
    {
        return Prepared { duplicates: Vec::new(), unknown: Vec::new(), valid: true };
    }
    let duplicates = duplicate_members(&Document::new(text, tree));
    for duplicate in &duplicates {
        tree.mark_irregular(duplicate.object);
    }
    let schema = kind.schema();
    let valid = tree.errors().is_empty() && schema::is_valid(&Document::new(text, tree), root, schema);
    let mut unknown = Vec::new();
    if !valid {
        unknown = schema::unknown_members(&Document::new(text, tree), root, schema);
        for member in &unknown {
            if let Some(meant) = member.meant {
                tree.rename(member.object, member.name, meant);
            }
        }
    }
    Prepared { duplicates, unknown, valid }
}
