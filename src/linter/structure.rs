//! Problems of syntax and schema, for the rules that report them.

use crate::json::{Document, Duplicate, SyntaxError};
use crate::rule::{Check, RuleContext};
use crate::schema::{Violation, find_violations};
use crate::source::ParsedFile;

/// The structural problems of a document. A valid one has none, and nothing is allocated for it.
pub(super) struct Structure<'a> {
    syntax_errors: &'a [SyntaxError],
    duplicates: &'a [Duplicate],
    violations: Vec<Violation>,
}

impl<'a> Structure<'a> {
    pub(super) fn new(file: &'a ParsedFile<'_>, document: &'a Document<'_>) -> Self {
        let unknown_members = file.unknown_members().iter();
        let mut violations: Vec<Violation> = unknown_members.copied().map(Violation::UnknownMember).collect();
        if let Some((kind, root)) = file.recognized().filter(|_| !file.is_valid()) {
            violations.extend(find_violations(document, root, kind.schema()));
        }
        Self { syntax_errors: document.tree().errors(), duplicates: file.duplicates(), violations }
    }

    pub(super) fn syntax_only(syntax_errors: &'a [SyntaxError]) -> Self {
        Self { syntax_errors, duplicates: &[], violations: Vec::new() }
    }

    /// Calls the check of a rule for each problem of its kind.
    pub(super) fn run_check(&self, check: Check, ctx: &mut RuleContext<'_, '_>) {
        match check {
            Check::Syntax(check) => self.syntax_errors.iter().for_each(|error| check(error, ctx)),
            Check::Duplicate(check) => self.duplicates.iter().for_each(|duplicate| check(duplicate, ctx)),
            Check::Schema(check) => self.violations.iter().for_each(|violation| check(violation, ctx)),
            _ => {}
        }
    }
}
