//! Invariants of fixes.

use joblint::diagnostic::{Applicability, Severity};
use joblint::fix::{apply_fixes, fix_text, select_non_overlapping};
use joblint::json::{Tree, parse};
use joblint::linter::{FileOrigin, Linter, Scratch};

fn is_json(text: &str) -> bool {
    let mut tree = Tree::new();
    parse(text, &mut tree);
    tree.errors().is_empty()
}

/// Asserts that fixes keep valid JSON valid, that a second run changes nothing, and that each fix resolves its finding.
pub fn fix_document(text: &str) {
    let linter = Linter::default();
    for least in [Applicability::Safe, Applicability::Unsafe] {
        let Some(fixed) = fix_text(&linter, text.as_bytes(), least) else {
            continue;
        };
        assert!(fixed.rejected.is_empty(), "{:?}", fixed.rejected);
        assert!(!is_json(text) || is_json(&fixed.text), "{:?}\n{}", fixed.applied, fixed.text);
        let again = fix_text(&linter, fixed.text.as_bytes(), least);
        assert!(again.is_none(), "{:?}\n{}", again.map(|again| again.applied), fixed.text);
    }
    check_single_fixes(&linter, text);
}

/// Asserts that each fix on its own resolves its finding without adding syntax errors.
fn check_single_fixes(linter: &Linter, text: &str) {
    let mut scratch = Scratch::default();
    let before = linter.lint(text.as_bytes(), FileOrigin::Explicit, &mut scratch);
    // Fixes of syntax errors depend on each other: only their combination is tested, by `fix_document`.
    if before.text() != text || !is_json(text) {
        return;
    }
    let syntax_errors = |text: &str| {
        let mut tree = Tree::new();
        parse(text, &mut tree);
        tree.errors().len()
    };
    let with_fix = before.diagnostics.iter().filter(|found| found.fix.is_some());
    for found in with_fix.take(12) {
        let after = apply_fixes(text, found.fix.as_ref());
        assert!(syntax_errors(&after) <= syntax_errors(text), "{found:?}\n{after}");
        let left = linter.lint(after.as_bytes(), FileOrigin::Explicit, &mut scratch).diagnostics;
        let same = |one: &&joblint::diagnostic::Diagnostic| {
            one.rule == found.rule && one.pointer == found.pointer && one.message == found.message
        };
        let count = |all: &[joblint::diagnostic::Diagnostic]| all.iter().filter(same).count();
        assert!(count(&left) < count(&before.diagnostics), "not resolved: {found:?}\n{after}");
    }
    let infos = before.diagnostics.iter().filter(|found| found.severity == Severity::Info).count();
    assert!(
        infos <= before.diagnostics.len()
            && select_non_overlapping(&before.diagnostics, Applicability::Safe).len()
                <= before.diagnostics.len()
    );
}
