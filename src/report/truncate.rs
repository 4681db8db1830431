//! Showing one line of a file: safe characters only, secrets masked, and of a long line no more
//! than a window around each place that is pointed at.
//!
//! A job can be one line of megabytes, so nothing here reads more of a line than it shows.

use std::ops::Range;

use crate::text::{MASK, Secrets, Span, is_unsafe_to_print, sanitize_line};

/// Columns between tab stops.
const TAB_WIDTH: usize = 4;

/// The least that is shown around a place when several far apart in one line share its width.
const MIN_WINDOW_COLUMNS: usize = 24;

/// Columns kept free for the marks of a cut on both sides.
const ELLIPSIS_COLUMNS: usize = 6;

/// One line, without its line break.
pub(super) struct SourceLine<'a> {
    pub(super) text: &'a str,
    pub(super) range: Range<usize>,
    pub(super) secrets: &'a Secrets,
}

/// The smallest part of a line that is shown or left out as a whole.
enum Cell {
    Character(char),
    Secret,
}

impl Cell {
    /// Columns it takes at most. Too high is harmless: it shows a little less of a long line.
    fn columns(&self) -> usize {
        match *self {
            Self::Secret => MASK.chars().count(),
            Self::Character('\t') => TAB_WIDTH,
            Self::Character(character) if is_unsafe_to_print(character) => escape_char(character).len(),
            // Before Hangul no character is wide.
            Self::Character(character) => 1 + usize::from(character >= '\u{1100}'),
        }
    }
}

/// The visible escape of an unsafe character.
fn escape_char(character: char) -> String {
    sanitize_line(character.encode_utf8(&mut [0; 4])).into_owned()
}

/// Where the bytes of a line went in what is shown of it.
pub(super) struct OffsetMap {
    /// Offset in the file and offset in the output of each cell, then of the end.
    cells: Vec<(usize, usize)>,
}

impl OffsetMap {
    /// Where in the output the given part of the line is. What was cut off is the mark of the cut.
    pub(super) fn output_range(&self, part: &Range<usize>) -> Range<usize> {
        let find = |offset: usize| {
            let at = self.cells.partition_point(|&(real, _)| real < offset);
            self.cells.get(at).or(self.cells.last()).map_or(0, |&(_, shown)| shown)
        };
        let start = find(part.start);
        start..find(part.end).max(start)
    }
}

impl SourceLine<'_> {
    /// `span` as a part of this line made of whole cells; cut at the end of the line.
    pub(super) fn clamp_span(&self, span: Span) -> Range<usize> {
        let mut start = span.range().start.clamp(self.range.start, self.range.end);
        let mut end = span.range().end.clamp(start, self.range.end);
        for secret in self.secrets.overlapping(Span::from_usize(start, end)) {
            start = start.min(secret.range().start.max(self.range.start));
            end = end.max(secret.range().end.min(self.range.end));
        }
        floor_char_boundary(self.text, start)..ceil_char_boundary(self.text, end)
    }

    /// Appends the line to `out`, as much of it as fits into `columns` around `parts` (sorted).
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
                cells.push((at, out.len()));
                out.push_str(ellipsis);
            }
            at = window.start;
            while at < window.end
                && let Some((next, cell)) = self.cell_at(at)
            {
                cells.push((at, out.len()));
                match cell {
                    Cell::Secret => out.push_str(MASK),
                    Cell::Character('\t') => {
                        // Measured in characters: wide ones only make the stop a little uneven.
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
            cells.push((at, out.len()));
            out.push_str(ellipsis);
        }
        cells.push((self.range.end, out.len()));
        OffsetMap { cells }
    }

    /// The parts of the line to show: all of it where it fits, otherwise as much as `columns` allow
    /// around each of `parts`, or of the start where there is none.
    fn windows(&self, parts: &[Range<usize>], columns: usize) -> Vec<Range<usize>> {
        let whole = self.advance(self.range.start, columns);
        if whole.0 >= self.range.end {
            return vec![self.range.clone()];
        }
        let mut groups: Vec<Range<usize>> = Vec::new();
        for part in parts {
            match groups.last_mut() {
                Some(group) if self.advance(group.start, columns / 2).0 >= part.end => {
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
                // A cut that saves no more than its mark takes is none.
                Some(last) if window.start <= last.end.saturating_add(3) => {
                    last.end = last.end.max(window.end);
                }
                _ => windows.push(window),
            }
        }
        windows
    }

    /// At most `columns` around `focus`, which may itself be cut.
    fn window(&self, focus: Range<usize>, columns: usize) -> Range<usize> {
        // Both ends may need a mark, and something before a long part says what it is.
        let columns = columns.saturating_sub(ELLIPSIS_COLUMNS);
        let (end, used) = self.advance_until(focus.start, focus.end, columns * 2 / 3);
        let left = columns.saturating_sub(used);
        let (start, before) = self.retreat(focus.start, left / 3);
        let left = left.saturating_sub(before);
        let (end, behind) = self.advance(end, left);
        let (start, _) = self.retreat(start, left.saturating_sub(behind));
        start..end
    }

    fn advance(&self, from: usize, columns: usize) -> (usize, usize) {
        self.advance_until(from, self.range.end, columns)
    }

    /// How far `columns` reach from `from`, at most to `until`, and how many are used.
    fn advance_until(&self, from: usize, until: usize, columns: usize) -> (usize, usize) {
        let (mut at, mut used) = (from, 0);
        while at < until
            && let Some((next, cell)) = self.cell_at(at)
            && used + cell.columns() <= columns
        {
            used += cell.columns();
            at = next;
        }
        (at, used)
    }

    /// How far `columns` reach back from `from`, and how many are used.
    fn retreat(&self, from: usize, columns: usize) -> (usize, usize) {
        let (mut at, mut used) = (from, 0);
        while let Some((previous, cell)) = self.cell_before(at)
            && used + cell.columns() <= columns
        {
            used += cell.columns();
            at = previous;
        }
        (at, used)
    }

    /// The cell that starts at `at`, and where the next one does.
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

    /// The cell that ends at `at`, and where it starts.
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

/// The character boundary at or before `at`.
fn floor_char_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The character boundary at or behind `at`.
fn ceil_char_boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}
