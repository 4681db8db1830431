//! Conversion between byte offsets and positions of the protocol.

use gen_lsp_types::{Position, PositionEncodingKind, Range};

use crate::text::{EditorPosition, LineIndex, PositionEncoding, Span};

/// The first supported encoding of those that the client offers, in its order of preference.
pub(crate) fn negotiate_encoding<'c>(offered: impl IntoIterator<Item = &'c str>) -> PositionEncoding {
    let known = |name: &str| match name {
        "utf-8" => Some(PositionEncoding::Utf8),
        "utf-16" => Some(PositionEncoding::Utf16),
        "utf-32" => Some(PositionEncoding::Utf32),
        _ => None,
    };
    offered.into_iter().find_map(known).unwrap_or(PositionEncoding::Utf16)
}

pub(crate) fn encoding_kind(encoding: PositionEncoding) -> PositionEncodingKind {
    match encoding {
        PositionEncoding::Utf8 => PositionEncodingKind::UTF8,
        PositionEncoding::Utf16 => PositionEncodingKind::UTF16,
        PositionEncoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

/// Converts between byte offsets of a text and positions of the protocol.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PositionMapper<'t> {
    pub(crate) text: &'t str,
    pub(crate) lines: &'t LineIndex,
    pub(crate) encoding: PositionEncoding,
}

impl PositionMapper<'_> {
    pub(crate) fn position(&self, offset: u32) -> Position {
        let EditorPosition { line, character } = self.lines.editor_position(self.text, offset, self.encoding);
        Position { line, character }
    }

    pub(crate) fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    pub(crate) fn offset(&self, position: Position) -> u32 {
        let position = EditorPosition { line: position.line, character: position.character };
        self.lines.offset(self.text, position, self.encoding)
    }

    /// The span of a range; empty if the range ends before it starts.
    pub(crate) fn span(&self, range: Range) -> Span {
        Span::new(self.offset(range.start), self.offset(range.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negotiates_encoding() {
        assert_eq!(negotiate_encoding([]), PositionEncoding::Utf16);
        assert_eq!(negotiate_encoding(["utf-7"]), PositionEncoding::Utf16);
        assert_eq!(negotiate_encoding(["utf-32", "utf-16"]), PositionEncoding::Utf32);
        assert_eq!(negotiate_encoding(["utf-8", "utf-16"]), PositionEncoding::Utf8);
    }
}
