//! Rules that compare files.
//!
//! Files are checked one by one on several threads, and clean files are not stored. A rule that compares files
//! returns the keys of each file that must be unique. Only a hash of each key is stored; a file with a key that
//! an earlier file has is read again, and the rule reports the duplicate.

use std::sync::Arc;

use crate::diagnostic::{FileLocation, Severity};
use crate::job::{JobFile, NodeRef};

use super::RuleContext;

/// The functions of a rule that compares files.
pub struct CrossFileRule {
    /// Checks one file.
    pub check_file: for<'d> fn(&JobFile<'d>, &mut RuleContext<'_, 'd>),
    /// Returns the keys that no other file may have.
    pub unique_keys: for<'d> fn(&JobFile<'d>) -> Vec<UniqueKey<'d>>,
    /// Reports a key that another file also has.
    pub report_duplicate: for<'d> fn(&UniqueKey<'d>, &DuplicateKey, &mut RuleContext<'_, 'd>),
    /// The severity if the other file is in another folder. In the same folder it is the rule's severity.
    pub severity_across_folders: Severity,
}

/// A key that must be unique among the files.
#[derive(Debug, Clone)]
pub struct UniqueKey<'d> {
    /// The key; files with equal keys conflict.
    pub key: String,
    /// The value that contains the key.
    pub node: NodeRef<'d>,
}

/// A key that an earlier file also has.
#[derive(Debug, Clone)]
pub struct DuplicateKey {
    /// Name of the rule that returned the key.
    pub rule: &'static str,
    /// The key.
    pub key: String,
    /// The location of the key in the earlier file.
    pub first_location: Arc<FileLocation>,
    /// Whether both files are in the same folder.
    pub same_folder: bool,
}
