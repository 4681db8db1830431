//! Markdown for a terminal: headings, tables, code and links of the pages of rules.

use std::fmt::Write as _;

const HEADING: &str = "\u{1b}[1;4m";
const BOLD: &str = "\u{1b}[1m";
const CODE: &str = "\u{1b}[36m";
const RESET: &str = "\u{1b}[0m";

/// Renders Markdown with ANSI styles.
pub(super) fn render(markdown: &str) -> String {
    let mut out = String::new();
    let mut in_code = false;
    let mut lines = markdown.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            in_code = !in_code;
        } else if in_code {
            push_line(&mut out, &format!("    {CODE}{line}{RESET}"));
        } else if let Some(title) =
            line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#'))
        {
            push_line(&mut out, &format!("{HEADING}{title}{RESET}"));
        } else if line.starts_with('|') {
            let mut rows = vec![line];
            while let Some(row) = lines.next_if(|line| line.starts_with('|')) {
                rows.push(row);
            }
            push_table(&mut out, &rows);
        } else {
            push_line(&mut out, &render_inline(line));
        }
    }
    out
}

fn push_line(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

/// Aligns the columns of a table, whose first row is the header.
fn push_table(out: &mut String, rows: &[&str]) {
    let is_separator = |row: &&&str| row.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '));
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .filter(|row| !is_separator(row))
        .map(|row| row.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let column_count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |row: &Vec<&str>, column: usize| row.get(column).map_or(0, |cell| cell.chars().count());
    let widths: Vec<usize> =
        (0..column_count).map(|column| rows.iter().map(|row| cell(row, column)).max().unwrap_or(0)).collect();
    for (index, row) in rows.iter().enumerate() {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        let line = cells.join("  ");
        let line = line.trim_end();
        let _ = if index == 0 { writeln!(out, "{BOLD}{line}{RESET}") } else { writeln!(out, "{line}") };
    }
}

/// Styles `code`, and replaces links by their text.
fn render_inline(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['`', '[']) {
        let (before, special) = rest.split_at(at);
        out.push_str(before);
        rest = match split_code(special).or_else(|| split_link(special)) {
            Some((text, style, after)) => {
                let _ = write!(out, "{style}{text}{RESET}");
                after
            }
            None => {
                out.push_str(&special[..1]);
                &special[1..]
            }
        };
    }
    out + rest
}

/// Splits a code span from the start of a text.
fn split_code(text: &str) -> Option<(&str, &'static str, &str)> {
    let (code, after) = text.strip_prefix('`')?.split_once('`')?;
    Some((code, CODE, after))
}

/// Splits a link from the start of a text, and returns its label.
fn split_link(text: &str) -> Option<(&str, &'static str, &str)> {
    let (label, after) = text.strip_prefix('[')?.split_once("](")?;
    let (_, after) = after.split_once(')')?;
    (!label.contains(']')).then_some((label, BOLD, after))
}

#[cfg(test)]
mod tests {
    use super::render;

    #[test]
    fn renders_headings_tables_code_and_links() {
        let markdown = "# title\n\n| group | fix |\n|---|---|\n| a | unsafe |\n\nSee [x](x.md), `y` and [z].\n\n```json\n{ \"a\": 1 }\n```\n";
        let plain = "title\n\ngroup  fix\na      unsafe\n\nSee x, y and [z].\n\n    { \"a\": 1 }\n";
        let rendered = render(markdown);
        let mut stripped = String::new();
        for (index, part) in rendered.split('\u{1b}').enumerate() {
            let text = if index == 0 { part } else { part.split_once('m').map_or("", |(_, text)| text) };
            stripped.push_str(text);
        }
        assert_eq!(stripped, plain);
        assert!(rendered.contains("\u{1b}[36my\u{1b}[0m"));
    }
}
