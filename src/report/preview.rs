//! A fix as a small diff: the lines that it changes, before and after.

use std::io::{self, Write};

use super::redact::{FileView, escape_ci_commands};
use super::style::Styler;
use crate::diagnostic::{Edit, Fix};
use crate::text::{MASK, Span, sanitize_line};

/// Places of a fix that are shown; a fix of more says so in its title.
const MAX_HUNKS: usize = 3;

/// Lines that are shown of one place, before and after each.
const MAX_HUNK_LINES: usize = 4;

/// Characters around a change that are kept of a line that is too long.
const CONTEXT_COLUMNS: usize = 24;

/// Bytes around a change that are looked at of a very long line: what is shown lies far within.
const MAX_CONTEXT_BYTES: usize = 4_096;

/// Writes the lines that a fix changes; nothing for one that changes none.
pub(super) fn write_preview(
    out: &mut dyn Write,
    painter: Styler,
    subject: &FileView<'_>,
    fix: &Fix,
    width: usize,
) -> io::Result<()> {
    let places = hunks(subject.file.text, &fix.edits);
    for (lines, edits) in places.iter().take(MAX_HUNKS) {
        let before = printable_lines(&subject.file.secrets.masked(subject.file.text, *lines));
        let after = printable_lines(&subject.masked(&apply_masked_edits(subject, *lines, edits)));
        let indent = before
            .iter()
            .chain(&after)
            .filter(|line| !line.is_empty())
            .map(|line| leading_spaces(line))
            .min();
        let cut = |line: &String| line.get(indent.unwrap_or(0)..).unwrap_or_default().to_owned();
        let (before, after): (Vec<String>, Vec<String>) =
            (before.iter().map(cut).collect(), after.iter().map(cut).collect());
        let same_end = common_suffix_len(&before, &after);
        let before = &before[..before.len() - same_end];
        let after = &after[..after.len() - same_end];
        let same_start = before.iter().zip(after).take_while(|(one, other)| one == other).count();
        let (before, after) = (&before[same_start..], &after[same_start..]);
        let room = width.saturating_sub(12).max(CONTEXT_COLUMNS);
        for (sign, lines, others) in [('-', before, after), ('+', after, before)] {
            for (at, line) in lines.iter().take(MAX_HUNK_LINES).enumerate() {
                let shown = format!(
                    "{sign} {}",
                    truncate_around_change(line, others.get(at).map_or("", String::as_str), room)
                );
                writeln!(out, "        {}", painter.diff_line(sign, &escape_ci_commands(shown.trim_end())))?;
            }
            if lines.len() > MAX_HUNK_LINES {
                writeln!(out, "        {}", painter.diff_line(sign, &format!("{sign} …")))?;
            }
        }
    }
    if places.len() > MAX_HUNKS {
        writeln!(out, "        … and {} more", places.len() - MAX_HUNKS)?;
    }
    Ok(())
}

/// The lines that edits lie in, whole unless they are very long, each with its edits; touching lines are
/// one place.
fn hunks<'f>(text: &str, edits: &'f [Edit]) -> Vec<(Span, Vec<&'f Edit>)> {
    let bytes = text.as_bytes();
    let mut places: Vec<(Span, Vec<&Edit>)> = Vec::new();
    for edit in edits {
        let range = edit.span.range();
        let (Some(before), Some(after)) = (bytes.get(..range.start), bytes.get(range.end..)) else {
            continue;
        };
        if !text.is_char_boundary(range.start) || !text.is_char_boundary(range.end) {
            continue;
        }
        let far = floor_char_boundary(text, range.start.saturating_sub(MAX_CONTEXT_BYTES));
        let start = memchr::memrchr(b'\n', &before[far..]).map_or(far, |at| far + at + 1);
        // What takes its line break with it joins the next line.
        let ended = range.end > range.start && bytes.get(range.end - 1) == Some(&b'\n');
        let end = if ended {
            range.end - 1
        } else {
            let far = floor_char_boundary(text, range.end.saturating_add(MAX_CONTEXT_BYTES)).max(range.end)
                - range.end;
            range.end + memchr::memchr(b'\n', &after[..far]).unwrap_or(far)
        };
        let lines = Span::from_usize(start, end.max(start));
        match places.last_mut() {
            Some((last, edits)) if lines.start <= last.end.saturating_add(1) => {
                *last = Span::new(last.start, last.end.max(lines.end));
                edits.push(edit);
            }
            _ => places.push((lines, vec![edit])),
        }
    }
    places
}

/// The start of the character that holds a byte; the end of the text behind it.
fn floor_char_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Lines with edits applied, without secrets.
fn apply_masked_edits(subject: &FileView<'_>, lines: Span, edits: &[&Edit]) -> String {
    let (text, secrets) = (subject.file.text, subject.file.secrets);
    let mut changed = String::new();
    let mut at = lines.start;
    for edit in edits {
        changed.push_str(&secrets.masked(text, Span::new(at, edit.span.start)));
        changed.push_str(if secrets.overlaps(edit.span) { MASK } else { &edit.replacement });
        at = edit.span.end;
    }
    changed.push_str(&secrets.masked(text, Span::new(at, lines.end)));
    changed
}

fn printable_lines(text: &str) -> Vec<String> {
    text.lines().map(|line| sanitize_line(&line.replace('\t', "  ")).into_owned()).collect()
}

fn leading_spaces(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn common_suffix_len(before: &[String], after: &[String]) -> usize {
    let same = before.iter().rev().zip(after.iter().rev()).take_while(|(one, other)| one == other).count();
    same.min(before.len().min(after.len()))
}

/// A line, or the part of a long one in which it differs from another.
fn truncate_around_change(line: &str, other: &str, room: usize) -> String {
    let characters: Vec<char> = line.chars().collect();
    if characters.len() <= room {
        return line.to_owned();
    }
    let others: Vec<char> = other.chars().collect();
    let same = characters.iter().zip(&others).take_while(|(one, other)| one == other).count();
    let start = same.saturating_sub(CONTEXT_COLUMNS);
    let end = (start + room.saturating_sub(2)).min(characters.len());
    let shown: String = characters[start..end].iter().collect();
    let (left, right) = (if start > 0 { "…" } else { "" }, if end < characters.len() { "…" } else { "" });
    format!("{left}{shown}{right}")
}

#[cfg(test)]
mod tests {
    use super::super::FileReport;
    use super::*;
    use crate::text::Secrets;

    fn preview(text: &str, secrets: Vec<Span>, fix: &Fix) -> String {
        let secrets = Secrets::new(secrets);
        let file = FileReport::new("a.json", text, &secrets, &[]);
        let mut out = Vec::new();
        write_preview(&mut out, Styler { color: false }, &FileView::new(file), fix, 60).unwrap();
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
        let drawn = preview(&text, vec![], &fix);
        assert!(drawn.contains("\"a\": 2, \"b\""), "{drawn}");
        assert!(drawn.lines().all(|line| line.contains("…é") && line.ends_with('…')), "{drawn}");
        let (lines, _) = hunks(&text, &fix.edits).remove(0);
        assert!((lines.len() as usize) < 2 * MAX_CONTEXT_BYTES + 8 && text.get(lines.range()).is_some());
    }

    #[test]
    fn truncates_long_lines_and_masks_secrets() {
        let text = format!("{{\"secret\": \"hunter2\", \"pad\": \"{}\", \"a\": 1}}", "x".repeat(200));
        let start = text.find("hunter2").unwrap();
        let secret = Span::from_usize(start, start + 7);
        let one = Span::from_usize(text.len() - 2, text.len() - 1);
        let drawn = preview(&text, vec![secret], &Fix::safe("").replace(one, "2"));
        assert!(drawn.lines().all(|line| line.chars().count() <= 62), "{drawn}");
        assert!(drawn.contains("\"a\": 2}"), "{drawn}");
        let drawn = preview(&text, vec![secret], &Fix::safe("").replace(secret, "hunter2x"));
        assert!(!drawn.contains("hunter2"), "{drawn}");
    }
}
