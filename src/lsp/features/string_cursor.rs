//! A cursor in the decoded text of a string.

use std::ops::Range;

use crate::job::NodeRef;
use crate::text::{DecodedString, Placeholders, Span};

pub(super) struct StringCursor<'d> {
    pub(super) decoded: DecodedString<'d>,
    pub(super) placeholders: &'d Placeholders,
    /// The byte offset in the decoded text.
    pub(super) offset: usize,
}

impl<'d> StringCursor<'d> {
    /// Converts an offset of the file; `None` if the value is not a string.
    pub(super) fn new(value: NodeRef<'d>, file_offset: u32) -> Option<Self> {
        let decoded = value.decoded()?;
        let offset = decoded.decoded_range(Span::empty(file_offset)).start;
        Some(Self { decoded, placeholders: value.placeholders(), offset })
    }

    pub(super) fn text(&self) -> &str {
        self.decoded.text()
    }

    /// The text before the cursor.
    pub(super) fn before(&self) -> &str {
        self.text().get(..self.offset).unwrap_or_default()
    }

    /// The text after the cursor.
    pub(super) fn after(&self) -> &str {
        self.text().get(self.offset..).unwrap_or_default()
    }

    /// The span in the file of a range of the decoded text.
    pub(super) fn file_span(&self, range: &Range<usize>) -> Span {
        self.decoded.raw_span(range.start, range.end)
    }

    /// Whether the cursor is in a range or at its end.
    pub(super) fn touches(&self, range: &Range<usize>) -> bool {
        touches(range, self.offset)
    }
}

/// Whether an offset is in a range or at its end.
pub(super) fn touches(range: &Range<usize>, offset: usize) -> bool {
    range.start <= offset && offset <= range.end
}
