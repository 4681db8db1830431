//! Tests of the fixes for every mutant and every invalid fixture, in several layouts.

use joblint::diagnostic::{Applicability, Severity};
use joblint::fix::{FixedText, apply_fixes, fix_text, select_non_overlapping};
use joblint::json::{Tree, parse};
use joblint::linter::{FileOrigin, Linter, Scratch};
use walkdir::WalkDir;

use super::GROUPS;
use super::verdict::Verdict;

/// Returns the same document with other line endings and indentations.
fn layouts(text: &str) -> Vec<(&'static str, String)> {
    let unix = text.replace("\r\n", "\n");
    let tabs: String = unix
        .split_inclusive('\n')
        .map(|line| {
            let blanks = line.len() - line.trim_start_matches(' ').len();
            format!("{}{}", "\t".repeat(blanks / 2), &line[blanks - blanks % 2..])
        })
        .collect();
    let one_line: String = unix.lines().map(str::trim_start).collect();
    vec![
        ("CRLF", unix.replace('\n', "\r\n")),
        ("byte order mark", format!("\u{feff}{unix}")),
        ("tabs", tabs),
        ("one line", one_line),
        ("unchanged", unix),
    ]
}

fn count_syntax_errors(text: &str) -> usize {
    let mut tree = Tree::new();
    parse(text, &mut tree);
    tree.errors().len()
}

/// Counts errors in a document without syntax errors, which could hide other errors.
fn count_errors(linter: &Linter, text: &str) -> usize {
    let checked = linter.lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
    checked.diagnostics.iter().filter(|found| found.severity == Severity::Error).count()
}

fn assert_fix_invariants(name: &str, text: &str) {
    let linter = Linter::default().with_min_severity(Severity::Warning);
    for least in [Applicability::Safe, Applicability::Unsafe] {
        let Some(FixedText { text: fixed, applied, rejected }) = fix_text(&linter, text.as_bytes(), least)
        else {
            continue;
        };
        assert!(rejected.is_empty(), "{name}: {rejected:?}");
        assert!(!applied.is_empty(), "{name}");
        assert!(count_syntax_errors(&fixed) <= count_syntax_errors(text), "{name}: {applied:?}\n{fixed}");
        if count_syntax_errors(text) == 0 {
            assert!(count_errors(&linter, &fixed) <= count_errors(&linter, text), "{name}: {applied:?}");
            serde_json::from_str::<serde_json::Value>(&fixed)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        let again = fix_text(&linter, fixed.as_bytes(), least);
        assert!(
            again.is_none(),
            "{name}: a second run applies more fixes: {:?}",
            again.map(|again| again.applied)
        );
        if text.contains("\r\n") {
            assert!(
                !fixed.replace("\r\n", "").contains('\n'),
                "{name}: {applied:?}: a bare line feed\n{fixed:?}"
            );
        }
    }
    // A single round leaves all bytes outside of its edits unchanged.
    let checked = linter.lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
    let chosen = select_non_overlapping(&checked.diagnostics, Applicability::Unsafe);
    let fixes: Vec<_> = chosen.iter().filter_map(|finding| finding.fix.as_ref()).collect();
    let round = apply_fixes(text, fixes.iter().copied());
    let mut edits: Vec<_> = fixes.iter().flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let (mut at, mut rest) = (0, round.as_str());
    for edit in edits {
        let unchanged = &text[at..edit.span.start as usize];
        rest = rest
            .strip_prefix(unchanged)
            .and_then(|rest| rest.strip_prefix(edit.replacement.as_str()))
            .expect(name);
        at = edit.span.end as usize;
    }
    assert_eq!(rest, &text[at..], "{name}");
}

#[test]
fn fixes_mutants_in_every_layout() {
    for (_, mutants) in GROUPS {
        for mutant in *mutants {
            for (layout, text) in layouts(&Verdict::before_and_after(mutant).1) {
                assert_fix_invariants(&format!("{} ({layout})", mutant.0), &text);
            }
        }
    }
}

#[test]
fn fixes_invalid_fixtures_in_every_layout() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/invalid");
    for entry in WalkDir::new(root).sort_by_file_name() {
        let entry = entry.expect("fixture");
        let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
        for (layout, text) in layouts(&text) {
            assert_fix_invariants(&format!("{} ({layout})", entry.path().display()), &text);
        }
    }
}
