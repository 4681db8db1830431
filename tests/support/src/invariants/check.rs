//! Invariants of the whole check of a document.

use joblint::diagnostic::{Diagnostic, Severity};
use joblint::linter::{FileOrigin, Linter, Scratch};

use super::assert_span;

pub fn check_document(bytes: &[u8]) {
    let linter = Linter::default();
    let mut scratch = Scratch::default();
    let checked = linter.lint(bytes, FileOrigin::Explicit, &mut scratch);
    for found in &checked.diagnostics {
        check_diagnostic(checked.text(), found);
    }
    let sort_key = |found: &Diagnostic| (found.span, found.rule);
    let is_sorted = checked.diagnostics.is_sorted_by_key(sort_key);
    assert!(is_sorted, "{:?}", checked.diagnostics.iter().map(sort_key).collect::<Vec<_>>());

    // Reused memory does not influence the result.
    let again = linter.lint(bytes, FileOrigin::Explicit, &mut scratch).diagnostics;
    assert_eq!(checked.diagnostics, again);

    // A higher minimum severity only removes infos.
    let without_infos =
        linter.clone().with_min_severity(Severity::Warning).lint(bytes, FileOrigin::Explicit, &mut scratch);
    let expected: Vec<&Diagnostic> =
        checked.diagnostics.iter().filter(|found| found.severity > Severity::Info).collect();
    assert_eq!(expected, without_infos.diagnostics.iter().collect::<Vec<_>>());

    // Discovered files are either skipped or have the same findings as explicit files.
    let discovered = linter.lint(bytes, FileOrigin::Discovered, &mut scratch);
    assert!(discovered.is_skipped || discovered.diagnostics == checked.diagnostics);
}

/// Asserts that the spans of a finding lie in the text, and that its message and pointer are well-formed.
pub fn check_diagnostic(text: &str, found: &Diagnostic) {
    assert_ne!(found.rule, "internal-error", "{found:?}");
    assert_span(text, found.span);
    if let Some(string) = found.enclosing_string {
        assert_span(text, string);
        assert!(string.contains(found.span), "{found:?}");
    }
    assert!(!found.message.is_empty() && !found.message.ends_with('.'), "{found:?}");
    let is_pointer = found.pointer.is_empty() || found.pointer.starts_with('/');
    assert!(is_pointer, "{found:?}");
    for related in found.related.iter().filter(|related| related.other_file.is_none()) {
        assert_span(text, related.span);
    }
    if let Some(fix) = &found.fix {
        let mut previous_end = 0;
        assert!(!fix.edits.is_empty(), "{found:?}");
        for edit in &fix.edits {
            assert_span(text, edit.span);
            assert!(edit.span.start >= previous_end, "edits overlap: {found:?}");
            previous_end = edit.span.end;
        }
    }
}
