//! Byte ranges in a file.

use std::ops::Range;

/// A half-open range of byte offsets into a file's text.
///
/// Offsets are `u32`: files over 4 GiB are rejected before parsing, and a node of the tree takes
/// half the memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset one past the last byte; never below `start`.
    pub end: u32,
}

impl Span {
    /// The span `start..end`; if `end` is before `start`, the empty span at `start`.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end: end.max(start) }
    }

    /// A span from `usize` offsets, saturating at `u32::MAX`.
    #[must_use]
    pub fn from_usize(start: usize, end: usize) -> Self {
        Self::new(offset(start), offset(end))
    }

    /// The empty span at `at`.
    #[must_use]
    pub fn empty(at: u32) -> Self {
        Self { start: at, end: at }
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span is empty.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text under the span; empty if the span does not fit the text.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Whether both spans share at least one byte.
    #[must_use]
    pub(crate) fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same span without `left` bytes at its start and `right` bytes at its end.
    #[must_use]
    pub(crate) fn shrink(self, left: u32, right: u32) -> Self {
        let start = self.start.saturating_add(left).min(self.end);
        Self::new(start, self.end.saturating_sub(right))
    }
}

/// A byte offset as the `u32` that spans hold, saturating.
fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn end_is_never_before_start() {
        assert_eq!(Span::new(5, 3), Span { start: 5, end: 5 });
        assert_eq!(Span::new(2, 4).shrink(3, 3), Span { start: 4, end: 4 });
        assert_eq!(Span::new(2, 9).shrink(1, 1), Span { start: 3, end: 8 });
    }

    #[test]
    fn out_of_range_span_yields_empty_text() {
        assert_eq!(Span::new(1, 3).slice("abc"), "bc");
        assert_eq!(Span::new(1, 9).slice("abc"), "");
        assert_eq!(Span::new(0, 1).slice("é"), "", "half a character is not text");
    }

    #[test]
    fn adjacent_spans_do_not_overlap() {
        assert!(!Span::new(0, 2).overlaps(Span::new(2, 4)));
        assert!(Span::new(0, 3).overlaps(Span::new(2, 4)));
        assert!(Span::new(0, 4).contains(Span::new(2, 4)));
    }
}
