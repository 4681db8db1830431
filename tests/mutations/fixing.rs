//! Fixes of every mutant and every invalid fixture, in every layout a file may have.

use joblint::diagnostic::{Applicability, Severity};
use joblint::fix::{Fixed, apply, choose, fix};
use joblint::json::{Tree, parse};
use joblint::linter::{Linter, Origin, Scratch};
use walkdir::WalkDir;

use crate::GROUPS;
use crate::verdict::Verdict;

/// The same document as other editors and systems write it.
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
        ("as it is", unix),
    ]
}

fn syntax_errors(text: &str) -> usize {
    let mut tree = Tree::new();
    parse(text, &mut tree);
    tree.errors().len()
}

/// Errors that are not about syntax: those behind a mistake in it come to light when it is mended.
fn errors(linter: &Linter, text: &str) -> usize {
    let checked = linter.lint(text.as_bytes(), Origin::Asked, &mut Scratch::default());
    checked.diagnostics.iter().filter(|found| found.severity == Severity::Error).count()
}

fn hold(name: &str, text: &str) {
    let linter = Linter::default().at_least(Severity::Warning);
    for least in [Applicability::Safe, Applicability::Unsafe] {
        let Some(Fixed { text: fixed, applied, dropped }) =
            fix(&linter, text.as_bytes(), Origin::Asked, least, &|_, _, _| {})
        else {
            continue;
        };
        assert!(dropped.is_empty(), "{name}: {dropped:?}");
        assert!(!applied.is_empty(), "{name}");
        assert!(syntax_errors(&fixed) <= syntax_errors(text), "{name}: {applied:?}\n{fixed}");
        if syntax_errors(text) == 0 {
            assert!(errors(&linter, &fixed) <= errors(&linter, text), "{name}: {applied:?}");
            serde_json::from_str::<serde_json::Value>(&fixed)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        let again = fix(&linter, fixed.as_bytes(), Origin::Asked, least, &|_, _, _| {});
        assert!(
            again.is_none(),
            "{name}: a second run still changes: {:?}",
            again.map(|again| again.applied)
        );
        if text.contains("\r\n") {
            assert!(
                !fixed.replace("\r\n", "").contains('\n'),
                "{name}: {applied:?}: a bare line feed\n{fixed:?}"
            );
        }
    }
    // One round: every byte outside of the edits is as it was.
    let checked = linter.lint(text.as_bytes(), Origin::Asked, &mut Scratch::default());
    let chosen = choose(&checked.diagnostics, Applicability::Unsafe);
    let fixes: Vec<_> = chosen.iter().filter_map(|finding| finding.fix.as_ref()).collect();
    let round = apply(text, fixes.iter().copied());
    let mut edits: Vec<_> = fixes.iter().flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let (mut at, mut rest) = (0, round.as_str());
    for edit in edits {
        let kept = &text[at..edit.span.start as usize];
        rest = rest
            .strip_prefix(kept)
            .and_then(|rest| rest.strip_prefix(edit.replacement.as_str()))
            .expect(name);
        at = edit.span.end as usize;
    }
    assert_eq!(rest, &text[at..], "{name}");
}

#[test]
fn fixes_of_every_mutant_hold_in_every_layout() {
    for (_, mutants) in GROUPS {
        for mutant in *mutants {
            for (layout, text) in layouts(&Verdict::texts(mutant).1) {
                hold(&format!("{} ({layout})", mutant.0), &text);
            }
        }
    }
}

#[test]
fn fixes_of_every_invalid_fixture_hold_in_every_layout() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/invalid");
    for entry in WalkDir::new(root).sort_by_file_name() {
        let entry = entry.expect("fixture");
        let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
        for (layout, text) in layouts(&text) {
            hold(&format!("{} ({layout})", entry.path().display()), &text);
        }
    }
}
