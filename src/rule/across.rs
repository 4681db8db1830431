//! Rules that compare files.
//!
//! Files are checked one by one, on several threads, and nothing is kept of a clean one. A rule that
//! compares files says what each one *claims*: words that no other file should hold. A hash of each
//! claim is all that is remembered; a file whose claim was made before is read once more, and the
//! rule says so where it stands.

use std::sync::Arc;

use crate::diagnostic::{Elsewhere, Severity};
use crate::job::{JobFile, Value};

use super::Reporter;

/// What a rule that compares files does.
pub struct Across {
    /// Finds what is wrong within one file.
    pub within: for<'d> fn(&JobFile<'d>, &mut Reporter<'_, 'd>),
    /// What no other file should hold.
    pub claims: for<'d> fn(&JobFile<'d>) -> Vec<Claim<'d>>,
    /// Reports a claim that another file makes, too.
    pub repeated: for<'d> fn(&Claim<'d>, &Repeat, &mut Reporter<'_, 'd>),
    /// How bad it is where the other file stands in another folder; in the same folder it is as bad
    /// as the rule says.
    pub in_other_folders: Severity,
}

/// Something that no other file should hold.
#[derive(Debug, Clone)]
pub struct Claim<'d> {
    /// Files that claim the same words are in conflict.
    pub words: String,
    /// Where it is claimed.
    pub at: Value<'d>,
}

/// A claim that was made before.
#[derive(Debug, Clone)]
pub struct Repeat {
    /// Name of the rule whose claim it is.
    pub rule: &'static str,
    /// The words.
    pub words: String,
    /// Where they were claimed first.
    pub first: Arc<Elsewhere>,
    /// Whether that file stands in the same folder.
    pub same_folder: bool,
}
