//! Preview of a fix as a small diff.

use std::io::{self, Write};
use std::ops::Range;

use super::truncate::floor_char_boundary;
use crate::diagnostic::{Edit, Fix};
use crate::report::redact::{FileView, escape_ci_commands};
use crate::report::style::Styler;
use crate::text::{MASK, Span, sanitize_line};

/// Maximum number of hunks shown.
const MAX_HUNKS: usize = 3;

/// Maximum number of deleted and of inserted lines shown per hunk.
const MAX_HUNK_LINES: usize = 4;

/// Characters shown before a change in a truncated line.
const CONTEXT_COLUMNS: usize = 24;

/// Bytes around a change that are read of a very long line; more than can be shown.
const MAX_CONTEXT_BYTES: usize = 4_096;

/// Lines that edits of a fix change.
struct Hunk<'f> {
    lines: Span,
    edits: Vec<&'f Edit>,
}

/// Writes the lines that a fix changes, before and after.
pub(super) fn write_preview(
    out: &mut dyn Write,
    styler: Styler,
    view: &FileView<'_>,
    fix: &Fix,
    width: usize,
) -> io::Result<()> {
    let columns = width.saturating_sub(12).max(CONTEXT_COLUMNS);
    let hunks = hunks(view.file.text, &fix.edits);
    for hunk in hunks.iter().take(MAX_HUNKS) {
        let mut before = printable_lines(&view.file.secrets.masked(view.file.text, hunk.lines));
        let mut after = printable_lines(&apply_masked_edits(view, hunk));
        remove_common_indent(&mut before, &mut after);
        let (before, after) = changed_lines(&before, &after);
        for (sign, lines, others) in [('-', before, after), ('+', after, before)] {
            for (index, line) in lines.iter().take(MAX_HUNK_LINES).enumerate() {
                let other = others.get(index).map_or("", String::as_str);
                let line = format!("{sign} {}", truncate_around_change(line, other, columns));
                writeln!(out, "        {}", styler.diff_line(sign, &escape_ci_commands(line.trim_end())))?;
            }
            if lines.len() > MAX_HUNK_LINES {
                writeln!(out, "        {}", styler.diff_line(sign, &format!("{sign} …")))?;
            }
        }
    }
    if hunks.len() > MAX_HUNKS {
        writeln!(out, "        … and {} more", hunks.len() - MAX_HUNKS)?;
    }
    Ok(())
}

fn remove_common_indent(before: &mut [String], after: &mut [String]) {
    let lines = || before.iter().chain(after.iter()).filter(|line| !line.is_empty());
    let indent = lines().map(|line| leading_spaces(line)).min().unwrap_or(0);
    for line in before.iter_mut().chain(after) {
        *line = line.get(indent..).unwrap_or_default().to_owned();
    }
}

/// Removes the lines that are equal at the start and at the end.
fn changed_lines<'l>(before: &'l [String], after: &'l [String]) -> (&'l [String], &'l [String]) {
    let suffix = common_suffix_len(before, after);
    let (before, after) = (&before[..before.len() - suffix], &after[..after.len() - suffix]);
    let prefix = before.iter().zip(after).take_while(|(before, after)| before == after).count();
    (&before[prefix..], &after[prefix..])
}

/// Groups edits into hunks. Edits on the same or adjacent lines share a hunk.
fn hunks<'f>(text: &str, edits: &'f [Edit]) -> Vec<Hunk<'f>> {
    let mut hunks: Vec<Hunk<'_>> = Vec::new();
    for edit in edits {
        let Some(lines) = surrounding_lines(text, edit.span) else { continue };
        match hunks.last_mut() {
            Some(last) if lines.start <= last.lines.end.saturating_add(1) => {
                last.lines = Span::new(last.lines.start, last.lines.end.max(lines.end));
                last.edits.push(edit);
            }
            _ => hunks.push(Hunk { lines, edits: vec![edit] }),
        }
    }
    hunks
}

/// The lines that a span is in, without their last line break; only a part of very long lines. `None` if the
/// span is not a valid slice of the text.
fn surrounding_lines(text: &str, span: Span) -> Option<Span> {
    let Range { start, end } = span.range();
    let (before, after) = (text.get(..start)?.as_bytes(), text.get(end..)?.as_bytes());
    let limit = floor_char_boundary(text, start.saturating_sub(MAX_CONTEXT_BYTES));
    let first = memchr::memrchr(b'\n', &before[limit..]).map_or(limit, |at| limit + at + 1);
    let ends_with_line_break = end > start && text.as_bytes().get(end - 1) == Some(&b'\n');
    let last = if ends_with_line_break {
        end - 1
    } else {
        let limit = floor_char_boundary(text, end.saturating_add(MAX_CONTEXT_BYTES)).max(end) - end;
        end + memchr::memchr(b'\n', &after[..limit]).unwrap_or(limit)
    };
    Some(Span::from_usize(first, last.max(first)))
}

/// Applies edits to lines and masks the secrets of the result.
fn apply_masked_edits(view: &FileView<'_>, hunk: &Hunk<'_>) -> String {
    let (text, secrets) = (view.file.text, view.file.secrets);
    let mut changed = String::new();
    let mut at = hunk.lines.start;
    for edit in &hunk.edits {
        changed.push_str(&secrets.masked(text, Span::new(at, edit.span.start)));
        changed.push_str(if secrets.overlaps(edit.span) { MASK } else { &edit.replacement });
        at = edit.span.end;
    }
    changed.push_str(&secrets.masked(text, Span::new(at, hunk.lines.end)));
    view.masked(&changed).into_owned()
}

fn printable_lines(text: &str) -> Vec<String> {
    text.lines().map(|line| sanitize_line(&line.replace('\t', "  ")).into_owned()).collect()
}

fn leading_spaces(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn common_suffix_len(before: &[String], after: &[String]) -> usize {
    before.iter().rev().zip(after.iter().rev()).take_while(|(before, after)| before == after).count()
}

/// Truncates a line that is longer than `columns` to the part where it starts to differ from `other`.
fn truncate_around_change(line: &str, other: &str, columns: usize) -> String {
    let characters: Vec<char> = line.chars().collect();
    if characters.len() <= columns {
        return line.to_owned();
    }
    let prefix = characters.iter().zip(other.chars()).take_while(|(left, right)| **left == *right).count();
    let start = prefix.saturating_sub(CONTEXT_COLUMNS);
    let end = (start + columns.saturating_sub(2)).min(characters.len());
    let shown: String = characters[start..end].iter().collect();
    let (left, right) = (if start > 0 { "…" } else { "" }, if end < characters.len() { "…" } else { "" });
    format!("{left}{shown}{right}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{FileReport, RenderOptions};
    use crate::text::Secrets;

    fn preview(text: &str, secrets: Vec<Span>, fix: &Fix) -> String {
        let secrets = Secrets::new(secrets);
        let file = FileReport::new("a.json", text, &secrets, &[]);
        let mut out = Vec::new();
        let options = RenderOptions { color: false, unicode: true, width: 60, links: false };
        write_preview(&mut out, Styler::new(options), &FileView::new(file), fix, options.width).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn shows_lines_before_and_after() {
        let text = "{\n    \"a\": 1,\n    \"b\": 2\n}\n";
        let at =
            |what: &str| Span::from_usize(text.find(what).unwrap(), text.find(what).unwrap() + what.len());
        assert_eq!(
            preview(text, vec![], &Fix::safe("").replace(at("1"), "\"1\"")),
            "        - \"a\": 1,\n        + \"a\": \"1\",\n"
        );
        assert_eq!(
            preview(text, vec![], &Fix::safe("").insert(at("\n    \"b\"").start, "\n    \"c\": 3,")),
            "        + \"c\": 3,\n"
        );
        assert_eq!(
            preview(text, vec![], &Fix::safe("").delete(at("    \"b\": 2\n"))),
            "        - \"b\": 2\n"
        );
        assert_eq!(preview(text, vec![], &Fix::safe("")), "");
    }

    #[test]
    fn reads_only_near_change_in_long_line() {
        let text = format!("{{\"é\": \"{0}\", \"a\": 1, \"b\": \"{0}\"}}", "é".repeat(MAX_CONTEXT_BYTES));
        let one = text.find(": 1").unwrap() + 2;
        let fix = Fix::safe("").replace(Span::from_usize(one, one + 1), "2");
        let printed = preview(&text, vec![], &fix);
        assert!(printed.contains("\"a\": 2, \"b\""), "{printed}");
        assert!(printed.lines().all(|line| line.contains("…é") && line.ends_with('…')), "{printed}");
        let lines = hunks(&text, &fix.edits).remove(0).lines;
        assert!((lines.len() as usize) < 2 * MAX_CONTEXT_BYTES + 8 && text.get(lines.range()).is_some());
    }

    #[test]
    fn truncates_long_lines_and_masks_secrets() {
        let text = format!("{{\"secret\": \"hunter2\", \"pad\": \"{}\", \"a\": 1}}", "x".repeat(200));
        let start = text.find("hunter2").unwrap();
        let secret = Span::from_usize(start, start + 7);
        let one = Span::from_usize(text.len() - 2, text.len() - 1);
        let printed = preview(&text, vec![secret], &Fix::safe("").replace(one, "2"));
        assert!(printed.lines().all(|line| line.chars().count() <= 62), "{printed}");
        assert!(printed.contains("\"a\": 2}"), "{printed}");
        let printed = preview(&text, vec![secret], &Fix::safe("").replace(secret, "hunter2x"));
        assert!(!printed.contains("hunter2"), "{printed}");
    }
}
