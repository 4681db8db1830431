//! `--fix` and `--diff`.

use std::path::Path;

use crate::diagnostic::{Applicability, Diagnostic};
use crate::fix::{Fixed, fix_text, replace_file, unified_diff};
use crate::linter::{FileOrigin, Linter};
use crate::text::{Secrets, Span, sanitize};

/// What is done with fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FixOptions {
    /// How far a fix must be trusted.
    pub(super) min_applicability: Applicability,
    /// Whether files are written, or the change is only shown.
    pub(super) write: bool,
}

/// What fixing one file came to.
#[derive(Debug, Default)]
pub(super) struct FixOutcome {
    /// How many fixes were applied.
    pub(super) applied: usize,
    /// Fixes that would have made the file worse: rule and title.
    pub(super) rejected: Vec<String>,
    /// The change, where it is only shown.
    pub(super) diff: String,
    /// The text that was written, or would have been.
    pub(super) text: Option<String>,
    /// Why the file could not be written.
    pub(super) error: Option<String>,
}

impl FixOutcome {
    /// Nothing was fixed.
    pub(super) const fn empty() -> Self {
        Self { applied: 0, rejected: Vec::new(), diff: String::new(), text: None, error: None }
    }
}

impl FixOptions {
    /// Fixes one text. `hide` takes out the findings that are not reported, which are not fixed
    /// either.
    pub(super) fn fix_file(
        self,
        linter: &Linter,
        (path, shown): (&Path, &str),
        bytes: &[u8],
        origin: FileOrigin,
        suppress: &dyn Fn(&str, &Secrets, &mut Vec<Diagnostic>),
    ) -> FixOutcome {
        let Some(Fixed { text, applied, rejected: dropped }) =
            fix_text(linter, bytes, origin, self.min_applicability, suppress)
        else {
            return FixOutcome::default();
        };
        let dropped = dropped.iter().map(|fix| format!("{}: {}", fix.rule, fix.title)).collect();
        let mut outcome = FixOutcome { applied: applied.len(), rejected: dropped, ..FixOutcome::default() };
        if applied.is_empty() {
            return outcome;
        }
        if !self.write {
            let before = String::from_utf8_lossy(bytes);
            outcome.diff = printable(&unified_diff(shown, &mask_secrets(&before), &mask_secrets(&text)));
        } else if path != Path::new("-")
            && let Err(error) = replace_file(path, bytes, text.as_bytes())
        {
            return FixOutcome { applied: 0, error: Some(error.to_string()), ..outcome };
        }
        outcome.text = Some(text);
        outcome
    }
}

/// A text whose secrets are masked.
fn mask_secrets(text: &str) -> String {
    let mut tree = crate::json::Tree::new();
    crate::json::parse(text, &mut tree);
    let secrets = crate::job::find_secrets(&crate::json::Document::new(text, &tree));
    secrets.masked(text, Span::from_usize(0, text.len()))
}

/// A diff without what would change how a terminal looks; carriage returns at the ends of lines stay.
fn printable(diff: &str) -> String {
    let lines = diff.split_inclusive('\n').map(|line| {
        let (text, end) = match line.strip_suffix("\r\n") {
            Some(text) => (text, "\r\n"),
            None => line.strip_suffix('\n').map_or((line, ""), |text| (text, "\n")),
        };
        format!("{}{end}", sanitize(text))
    });
    lines.collect()
}
