//! Rules that compare files.
//!
//! Files are checked one by one, on several threads, and nothing is kept of a clean one. A rule that
//! compares files says what each one *claims*: words that no other file should hold. A hash of each
//! claim is all that is remembered; a file whose claim was made before is read once more, and the
//! rule says so where it stands.

use std::sync::Arc;

use crate::diagnostic::{FileLocation, Severity};
use crate::job::{JobFile, NodeRef};

use super::RuleContext;

/// What a rule that compares files does.
pub struct CrossFileRule {
    /// Finds what is wrong within one file.
    pub check_file: for<'d> fn(&JobFile<'d>, &mut RuleContext<'_, 'd>),
    /// What no other file should hold.
    pub unique_keys: for<'d> fn(&JobFile<'d>) -> Vec<UniqueKey<'d>>,
    /// Reports a claim that another file makes, too.
    pub report_duplicate: for<'d> fn(&UniqueKey<'d>, &DuplicateKey, &mut RuleContext<'_, 'd>),
    /// How bad it is where the other file stands in another folder; in the same folder it is as bad
    /// as the rule says.
    pub severity_across_folders: Severity,
}

/// Something that no other file should hold.
#[derive(Debug, Clone)]
pub struct UniqueKey<'d> {
    /// Files that claim the same words are in conflict.
    pub key: String,
    /// Where it is claimed.
    pub node: NodeRef<'d>,
}

/// A claim that was made before.
#[derive(Debug, Clone)]
pub struct DuplicateKey {
    /// Name of the rule whose claim it is.
    pub rule: &'static str,
    /// The words.
    pub key: String,
    /// Where they were claimed first.
    pub first_location: Arc<FileLocation>,
    /// Whether that file stands in the same folder.
    pub same_folder: bool,
}
