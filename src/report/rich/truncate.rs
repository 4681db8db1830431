//! Renders one line of a file: control characters escaped, secrets masked, and long lines truncated to
//! windows around the annotated parts.
//!
//! A job can be a single line of several megabytes: rendering reads no more of a line than it shows.

use std::ops::Range;

use crate::text::{MASK, Secrets, Span, is_unsafe_to_print, sanitize_line};

/// Columns between tab stops.
const TAB_WIDTH: usize = 4;

/// Minimum width of a window if distant parts of a line share the columns.
const MIN_WINDOW_COLUMNS: usize = 24;

/// Columns reserved for an ellipsis on both sides.
const ELLIPSIS_COLUMNS: usize = 6;

/// One line, without its line break.
pub(super) struct SourceLine<'a> {
    pub(super) text: &'a str,
    pub(super) range: Range<usize>,
    pub(super) secrets: &'a Secrets,
}

/// The smallest part of a line that is shown or omitted as a whole.
enum Cell {
    Character(char),
    Secret,
}

impl Cell {
    /// Upper bound of its width. An estimate that is too high shows slightly less of a long line.
    fn columns(&self) -> usize {
        match *self {
            Self::Secret => MASK.chars().count(),
            Self::Character('\t') => TAB_WIDTH,
            Self::Character(character) if is_unsafe_to_print(character) => escape_char(character).len(),
            // No character before Hangul is wide.
            Self::Character(character) => 1 + usize::from(character >= '\u{1100}'),
        }
    }
}

/// The escape sequence shown for an unsafe character.
fn escape_char(character: char) -> String {
    sanitize_line(character.encode_utf8(&mut [0; 4])).into_owned()
}

/// Maps offsets in the file to offsets in the output.
pub(super) struct OffsetMap {
    /// The start of each cell, followed by the end of the line.
    cells: Vec<MappedOffset>,
}

struct MappedOffset {
    file: usize,
    output: usize,
}

impl OffsetMap {
    /// Converts a part of the line to a range of the output. Omitted text maps to the ellipsis.
    pub(super) fn output_range(&self, part: &Range<usize>) -> Range<usize> {
        let find = |offset: usize| {
            let index = self.cells.partition_point(|cell| cell.file < offset);
            self.cells.get(index).or(self.cells.last()).map_or(0, |cell| cell.output)
        };
        let start = find(part.start);
        start..find(part.end).max(start)
    }
}

/// A movement within a line.
struct Step {
    /// The offset that was reached.
    offset: usize,
    /// The columns that were used.
    columns: usize,
}

impl SourceLine<'_> {
    /// Limits a span to this line and extends it to whole cells.
    pub(super) fn clamp_span(&self, span: Span) -> Range<usize> {
        let mut start = span.range().start.clamp(self.range.start, self.range.end);
        let mut end = span.range().end.clamp(start, self.range.end);
        for secret in self.secrets.overlapping(Span::from_usize(start, end)) {
            start = start.min(secret.range().start.max(self.range.start));
            end = end.max(secret.range().end.min(self.range.end));
        }
        floor_char_boundary(self.text, start)..ceil_char_boundary(self.text, end)
    }

    /// Appends as much of the line to `out` as fits into `columns` around the sorted `parts`.
    pub(super) fn render(
        &self,
        parts: &[Range<usize>],
        columns: usize,
        ellipsis: &str,
        out: &mut String,
    ) -> OffsetMap {
        let line_start = out.len();
        let mut cells = Vec::new();
        let mut at = self.range.start;
        for window in self.windows(parts, columns) {
            if at < window.start {
                cells.push(MappedOffset { file: at, output: out.len() });
                out.push_str(ellipsis);
            }
            at = window.start;
            while at < window.end
                && let Some((next, cell)) = self.cell_at(at)
            {
                cells.push(MappedOffset { file: at, output: out.len() });
                match cell {
                    Cell::Secret => out.push_str(MASK),
                    Cell::Character('\t') => {
                        // Counts characters, not columns: wide characters only shift the tab stop.
                        let column = out[line_start..].chars().count();
                        out.extend(std::iter::repeat_n(' ', TAB_WIDTH - column % TAB_WIDTH));
                    }
                    Cell::Character(character) if is_unsafe_to_print(character) => {
                        out.push_str(&escape_char(character));
                    }
                    Cell::Character(character) => out.push(character),
                }
                at = next;
            }
        }
        if at < self.range.end {
            cells.push(MappedOffset { file: at, output: out.len() });
            out.push_str(ellipsis);
        }
        cells.push(MappedOffset { file: self.range.end, output: out.len() });
        OffsetMap { cells }
    }

    /// The parts of the line to show: the whole line if it fits, otherwise windows around each of `parts`, or
    /// the start of the line if there are no parts.
    fn windows(&self, parts: &[Range<usize>], columns: usize) -> Vec<Range<usize>> {
        if self.advance(self.range.start, columns).offset >= self.range.end {
            return vec![self.range.clone()];
        }
        let mut groups: Vec<Range<usize>> = Vec::new();
        for part in parts {
            match groups.last_mut() {
                Some(group) if self.advance(group.start, columns / 2).offset >= part.end => {
                    group.end = group.end.max(part.end);
                }
                _ => groups.push(part.clone()),
            }
        }
        if groups.is_empty() {
            groups.push(self.range.start..self.range.start);
        }
        let share = (columns / groups.len()).max(MIN_WINDOW_COLUMNS);
        let mut windows: Vec<Range<usize>> = Vec::with_capacity(groups.len());
        for group in groups {
            let window = self.window(group, share);
            match windows.last_mut() {
                // An omission must be longer than the ellipsis.
                Some(last) if window.start <= last.end.saturating_add(3) => {
                    last.end = last.end.max(window.end);
                }
                _ => windows.push(window),
            }
        }
        windows
    }

    /// A window of at most `columns` around `focus`, which is truncated if it is too long.
    fn window(&self, focus: Range<usize>, columns: usize) -> Range<usize> {
        // Reserves columns for ellipses, and a third of the rest for the text before a long focus.
        let columns = columns.saturating_sub(ELLIPSIS_COLUMNS);
        let inside = self.advance_until(focus.start, focus.end, columns * 2 / 3);
        let left = columns.saturating_sub(inside.columns);
        let before = self.retreat(focus.start, left / 3);
        let left = left.saturating_sub(before.columns);
        let after = self.advance(inside.offset, left);
        let start = self.retreat(before.offset, left.saturating_sub(after.columns));
        start.offset..after.offset
    }

    fn advance(&self, from: usize, columns: usize) -> Step {
        self.advance_until(from, self.range.end, columns)
    }

    /// Moves forward from `from` by at most `columns`, and not beyond `until`.
    fn advance_until(&self, from: usize, until: usize, columns: usize) -> Step {
        let (mut at, mut used) = (from, 0);
        while at < until
            && let Some((next, cell)) = self.cell_at(at)
            && used + cell.columns() <= columns
        {
            used += cell.columns();
            at = next;
        }
        Step { offset: at, columns: used }
    }

    /// Moves back from `from` by at most `columns`.
    fn retreat(&self, from: usize, columns: usize) -> Step {
        let (mut at, mut used) = (from, 0);
        while let Some((previous, cell)) = self.cell_before(at)
            && used + cell.columns() <= columns
        {
            used += cell.columns();
            at = previous;
        }
        Step { offset: at, columns: used }
    }

    /// The cell that starts at `at`, and the start of the next cell.
    fn cell_at(&self, at: usize) -> Option<(usize, Cell)> {
        let character = self.text.get(at..self.range.end)?.chars().next()?;
        let end = at + character.len_utf8();
        Some(match self.secrets.overlapping(Span::from_usize(at, end)).last() {
            Some(secret) => {
                (ceil_char_boundary(self.text, secret.range().end.clamp(end, self.range.end)), Cell::Secret)
            }
            None => (end, Cell::Character(character)),
        })
    }

    /// The cell that ends at `at`, and its start.
    fn cell_before(&self, at: usize) -> Option<(usize, Cell)> {
        let character = self.text.get(self.range.start..at)?.chars().next_back()?;
        let start = at - character.len_utf8();
        Some(match self.secrets.overlapping(Span::from_usize(start, at)).next() {
            Some(secret) => {
                let from = secret.range().start.clamp(self.range.start, start);
                (floor_char_boundary(self.text, from), Cell::Secret)
            }
            None => (start, Cell::Character(character)),
        })
    }
}

/// The character boundary at or before `at`, at most the end of the text.
pub(super) fn floor_char_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The character boundary at or after `at`.
fn ceil_char_boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}
