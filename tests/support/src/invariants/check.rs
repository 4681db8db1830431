//! The whole check of a document.

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
    let place = |found: &Diagnostic| (found.span, found.rule);
    let in_order = checked.diagnostics.is_sorted_by_key(place);
    assert!(in_order, "{:?}", checked.diagnostics.iter().map(place).collect::<Vec<_>>());

    // The memory of another document has no say.
    let again = linter.lint(bytes, FileOrigin::Explicit, &mut scratch).diagnostics;
    assert_eq!(checked.diagnostics, again);

    // Infos are only added.
    let loud =
        linter.clone().with_min_severity(Severity::Warning).lint(bytes, FileOrigin::Explicit, &mut scratch);
    let without: Vec<&Diagnostic> =
        checked.diagnostics.iter().filter(|found| found.severity > Severity::Info).collect();
    assert_eq!(without, loud.diagnostics.iter().collect::<Vec<_>>());

    // What was found in a folder is either passed over or judged alike.
    let discovered = linter.lint(bytes, FileOrigin::Discovered, &mut scratch);
    assert!(discovered.is_skipped || discovered.diagnostics == checked.diagnostics);
}

/// A finding speaks of places that exist.
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
        let mut behind = 0;
        assert!(!fix.edits.is_empty(), "{found:?}");
        for edit in &fix.edits {
            assert_span(text, edit.span);
            assert!(edit.span.start >= behind, "edits overlap: {found:?}");
            behind = edit.span.end;
        }
    }
}
