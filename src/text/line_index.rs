//! Conversion between byte offsets, lines and columns, and editor positions.

/// A one-based line and column, counted in Unicode characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line number, starting at 1.
    pub line: u32,
    /// Column in Unicode scalar values, starting at 1.
    pub column: u32,
}

/// A zero-based position as in the Language Server Protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EditorPosition {
    /// Line number, starting at 0.
    pub line: u32,
    /// Offset into the line, starting at 0, in units of the negotiated [`PositionEncoding`].
    pub character: u32,
}

/// Unit of [`EditorPosition::character`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PositionEncoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the protocol's default.
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

/// Bytes between two checkpoints. A column is counted from the preceding checkpoint, so that a
/// finding at the end of a one-line file of megabytes costs no more than one at its start.
const CHECKPOINT_INTERVAL: usize = 1024;

/// Number of units before an offset.
#[derive(Debug, Clone, Copy, Default)]
struct UnitCounts {
    characters: u32,
    utf16: u32,
}

impl UnitCounts {
    fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            // Continuation bytes (10xxxxxx) do not start a character; four-byte characters are two
            // UTF-16 units.
            if byte & 0xC0 != 0x80 {
                self.characters += 1;
                self.utf16 += 1 + u32::from(byte >= 0xF0);
            }
        }
    }
}

/// Line starts and column checkpoints of one text.
///
/// Lines end at `\n`, `\r\n` or a lone `\r`, as in the Language Server Protocol. Construction reads
/// the text once; every look-up takes logarithmic time.
#[derive(Debug)]
pub struct LineIndex {
    /// Offset of each line's first byte; the first is 0.
    starts: Vec<u32>,
    /// Counts before each multiple of [`CHECKPOINT_INTERVAL`]; empty for pure ASCII, where a byte
    /// is a column.
    checkpoints: Vec<UnitCounts>,
    length: u32,
}

impl LineIndex {
    /// Indexes `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            starts.push(saturate(at + 1));
        }
        let mut checkpoints = Vec::new();
        if !text.is_ascii() {
            let mut counted = UnitCounts::default();
            for block in bytes.chunks(CHECKPOINT_INTERVAL) {
                checkpoints.push(counted);
                counted.add(block);
            }
        }
        Self { starts, checkpoints, length: saturate(bytes.len()) }
    }

    /// Number of lines; a text without a line break has one.
    #[must_use]
    pub(crate) fn line_count(&self) -> u32 {
        saturate(self.starts.len())
    }

    /// Zero-based number of the line that contains `offset`.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> u32 {
        saturate(self.starts.partition_point(|&start| start <= offset).saturating_sub(1))
    }

    /// Byte range of the zero-based `line`, without its line break.
    #[must_use]
    pub(crate) fn line_range(&self, text: &str, line: u32) -> std::ops::Range<usize> {
        let start = self.starts.get(line as usize).copied().unwrap_or(self.length);
        let next = self.starts.get(line as usize + 1).copied().unwrap_or(self.length);
        let range = start as usize..next as usize;
        let body = text.get(range.clone()).unwrap_or_default().trim_end_matches(['\r', '\n']);
        range.start..range.start + body.len()
    }

    /// Line and column of a byte offset. An offset after the end is clamped to the end, an offset
    /// inside a character to its start.
    #[must_use]
    pub fn line_column(&self, text: &str, offset: u32) -> LineColumn {
        let offset = self.clamp(text, offset);
        let line = self.line_of(offset);
        let before = self.units_before(text, self.starts[line as usize]);
        let column = self.units_before(text, offset).characters - before.characters;
        LineColumn { line: line + 1, column: column + 1 }
    }

    /// Editor position of a byte offset, clamped in the same way.
    #[must_use]
    pub fn editor_position(&self, text: &str, offset: u32, encoding: PositionEncoding) -> EditorPosition {
        let offset = self.clamp(text, offset);
        let line = self.line_of(offset);
        let start = self.starts[line as usize];
        let character = match encoding {
            PositionEncoding::Utf8 => offset - start,
            PositionEncoding::Utf16 => {
                self.units_before(text, offset).utf16 - self.units_before(text, start).utf16
            }
            PositionEncoding::Utf32 => {
                self.units_before(text, offset).characters - self.units_before(text, start).characters
            }
        };
        EditorPosition { line, character }
    }

    /// Byte offset of an editor position. A character after the end of its line is clamped to the
    /// end of the line, a line after the last one to the end of the text, a unit inside a character
    /// to its start.
    #[must_use]
    pub fn offset(&self, text: &str, position: EditorPosition, encoding: PositionEncoding) -> u32 {
        if position.line >= self.line_count() {
            return self.length;
        }
        let line = self.line_range(text, position.line);
        let Some(body) = text.get(line.clone()) else { return self.length };
        let mut remaining = position.character;
        for (at, character) in body.char_indices() {
            let width = match encoding {
                PositionEncoding::Utf8 => saturate(character.len_utf8()),
                PositionEncoding::Utf16 => saturate(character.len_utf16()),
                PositionEncoding::Utf32 => 1,
            };
            if remaining < width {
                return saturate(line.start + at);
            }
            remaining -= width;
        }
        saturate(line.end)
    }

    /// Units before `offset`, counted from the preceding checkpoint.
    fn units_before(&self, text: &str, offset: u32) -> UnitCounts {
        let at = offset as usize;
        let Some(&checkpoint) = self.checkpoints.get(at / CHECKPOINT_INTERVAL) else {
            // Pure ASCII, or the end of a text whose length is a multiple of the interval.
            return match self.checkpoints.last() {
                None => UnitCounts { characters: offset, utf16: offset },
                Some(&last) => {
                    let mut counted = last;
                    counted.add(&text.as_bytes()[(self.checkpoints.len() - 1) * CHECKPOINT_INTERVAL..at]);
                    counted
                }
            };
        };
        let mut counted = checkpoint;
        counted.add(&text.as_bytes()[at / CHECKPOINT_INTERVAL * CHECKPOINT_INTERVAL..at]);
        counted
    }

    fn clamp(&self, text: &str, offset: u32) -> u32 {
        let mut at = (offset.min(self.length) as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        saturate(at)
    }
}

fn saturate(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line_column_at(text: &str, offset: u32) -> (u32, u32) {
        let position = LineIndex::new(text).line_column(text, offset);
        (position.line, position.column)
    }

    #[test]
    fn every_kind_of_line_break_starts_a_line() {
        let text = "a\nb\r\nc\rd";
        assert_eq!(LineIndex::new(text).line_count(), 4);
        assert_eq!(line_column_at(text, 0), (1, 1));
        assert_eq!(line_column_at(text, 2), (2, 1));
        assert_eq!(line_column_at(text, 5), (3, 1));
        assert_eq!(line_column_at(text, 7), (4, 1));
        assert_eq!(line_column_at(text, 99), (4, 2), "an offset after the end is the end");
    }

    #[test]
    fn columns_are_characters_not_bytes() {
        let text = "\"é😀\": 1";
        assert_eq!(line_column_at(text, 3), (1, 3), "after é, which has two bytes");
        assert_eq!(line_column_at(text, 7), (1, 4), "after the emoji, which has four");
        assert_eq!(line_column_at(text, 5), (1, 3), "inside the emoji is its start");
    }

    #[test]
    fn converts_between_position_encodings() {
        let text = "x\n\"é😀\": 1";
        let index = LineIndex::new(text);
        let offset = 2 + 7;
        for (encoding, character) in
            [(PositionEncoding::Utf8, 7), (PositionEncoding::Utf16, 4), (PositionEncoding::Utf32, 3)]
        {
            let position = EditorPosition { line: 1, character };
            assert_eq!(index.editor_position(text, offset, encoding), position);
            assert_eq!(index.offset(text, position, encoding), offset);
        }
        let half = EditorPosition { line: 1, character: 3 };
        assert_eq!(index.offset(text, half, PositionEncoding::Utf16), 5, "half a surrogate pair");
        let far = EditorPosition { line: 0, character: 80 };
        assert_eq!(index.offset(text, far, PositionEncoding::Utf16), 1, "after the end of the line");
        let below = EditorPosition { line: 7, character: 0 };
        assert_eq!(index.offset(text, below, PositionEncoding::Utf16), 13);
    }

    #[test]
    fn checkpoints_agree_with_counting_from_the_start() {
        for length in
            [CHECKPOINT_INTERVAL - 1, CHECKPOINT_INTERVAL, CHECKPOINT_INTERVAL + 1, 3 * CHECKPOINT_INTERVAL]
        {
            let text: String = "aé😀\n".chars().cycle().take(length).collect();
            let index = LineIndex::new(&text);
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let before = &text[..offset];
                let line = before.matches('\n').count() + 1;
                let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
                let found = index.line_column(&text, offset as u32);
                assert_eq!((found.line as usize, found.column as usize), (line, column), "{offset}");
            }
        }
    }

    #[test]
    fn line_range_excludes_line_break() {
        let text = "ab\r\ncd\n";
        let index = LineIndex::new(text);
        assert_eq!(index.line_range(text, 0), 0..2);
        assert_eq!(index.line_range(text, 1), 4..6);
        assert_eq!(index.line_range(text, 2), 7..7);
        assert_eq!(index.line_range(text, 9), 7..7);
    }
}
