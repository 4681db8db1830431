//! Incremental changes of the text of documents.

use gen_lsp_types::TextDocumentContentChangeEvent as Change;

use crate::lsp::protocol::position::PositionMapper;
use crate::text::{LineIndex, PositionEncoding};

/// Applies changes one after the other. The range of each change refers to the text after the previous
/// change. `lines` is the line index of the original text.
///
/// Editors send the changes of several cursors from the bottom to the top. As long as a change is above
/// all lines that were changed before, the line index remains valid for it and is not rebuilt.
pub(crate) fn apply_changes(
    text: &mut String,
    lines: Option<&LineIndex>,
    changes: Vec<Change>,
    encoding: PositionEncoding,
) {
    let mut rebuilt = None;
    let mut original = lines;
    let mut first_stale_line = u32::MAX;
    for change in changes {
        match change {
            Change::TextDocumentContentChangeWholeDocument(whole) => {
                *text = whole.text;
                (original, rebuilt) = (None, None);
            }
            Change::TextDocumentContentChangePartial(part) => {
                if part.range.start.line.max(part.range.end.line) >= first_stale_line {
                    (original, rebuilt) = (None, None);
                }
                let lines = match original {
                    Some(original) => original,
                    None => rebuilt.get_or_insert_with(|| LineIndex::new(text)),
                };
                let span = PositionMapper { text, lines, encoding }.span(part.range);
                // Text inserted at the start of a line may change the line break of the line above.
                first_stale_line = lines.line_of(span.start).saturating_sub(1);
                text.replace_range(span.range(), &part.text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gen_lsp_types::{
        Position, Range, TextDocumentContentChangePartial, TextDocumentContentChangeWholeDocument,
    };
    use proptest::prelude::*;

    fn partial_change(range: Range, text: &str) -> Change {
        Change::TextDocumentContentChangePartial(TextDocumentContentChangePartial {
            range,
            text: text.to_owned(),
            ..TextDocumentContentChangePartial::default()
        })
    }

    fn range(start: (u32, u32), end: (u32, u32)) -> Range {
        let position = |(line, character)| Position { line, character };
        Range { start: position(start), end: position(end) }
    }

    fn apply_in_one_message(text: &str, changes: Vec<Change>, encoding: PositionEncoding) -> String {
        let mut changed = text.to_owned();
        apply_changes(&mut changed, Some(&LineIndex::new(text)), changes, encoding);
        changed
    }

    #[test]
    fn counts_columns_in_negotiated_encoding() {
        for (encoding, column) in
            [(PositionEncoding::Utf8, 6), (PositionEncoding::Utf16, 3), (PositionEncoding::Utf32, 2)]
        {
            let change = partial_change(range((1, column), (1, column + 1)), "!");
            assert_eq!(
                apply_in_one_message("a\né😀xy\nb", vec![change], encoding),
                "a\né😀!y\nb",
                "{encoding:?}"
            );
        }
    }

    #[test]
    fn clamps_positions_to_text() {
        for (range, expected) in [
            (range((0, 99), (0, 99)), "ab!\ncd"),
            (range((9, 0), (9, 9)), "ab\ncd!"),
            (range((0, 1), (0, 0)), "a!b\ncd"),
            (range((1, 1), (0, 1)), "ab\nc!d"),
        ] {
            assert_eq!(
                apply_in_one_message("ab\ncd", vec![partial_change(range, "!")], PositionEncoding::Utf16),
                expected
            );
        }
        let half = partial_change(range((0, 1), (0, 1)), "!");
        assert_eq!(
            apply_in_one_message("😀", vec![half], PositionEncoding::Utf16),
            "!😀",
            "half a surrogate pair"
        );
    }

    #[test]
    fn applies_changes_one_after_another() {
        let whole = Change::TextDocumentContentChangeWholeDocument(TextDocumentContentChangeWholeDocument {
            text: "x\ny".to_owned(),
        });
        let changes = vec![
            partial_change(range((0, 0), (0, 0)), "1\n2\n"),
            whole,
            partial_change(range((1, 0), (1, 1)), "z\r"),
            partial_change(range((2, 0), (2, 0)), "\nw"),
        ];
        assert_eq!(apply_in_one_message("a", changes, PositionEncoding::Utf16), "x\nz\r\nw");
    }

    /// Messages of edits: index of a character, number of replaced characters, replacement.
    fn edits() -> impl Strategy<Value = Vec<Vec<(usize, usize, String)>>> {
        let text = proptest::collection::vec(
            prop_oneof![Just("a"), Just("é"), Just("😀"), Just("\n"), Just("\r"), Just("\r\n"), Just("\"")],
            0..4,
        );
        let edit = (0..60_usize, 0..5_usize, text.prop_map(|parts| parts.concat()));
        proptest::collection::vec(proptest::collection::vec(edit, 1..4), 1..8)
    }

    proptest! {
        #[test]
        fn edits_match_full_replacements(
            start in "[aé😀\n\r\"{}]{0,40}",
            messages in edits(),
            encoding in prop_oneof![
                Just(PositionEncoding::Utf8), Just(PositionEncoding::Utf16), Just(PositionEncoding::Utf32)
            ],
        ) {
            let mut expected = start;
            for message in messages {
                let before = expected.clone();
                let mut changes = Vec::new();
                for (at, length, new) in message {
                    let offsets: Vec<usize> =
                        expected.char_indices().map(|(at, _)| at).chain([expected.len()]).collect();
                    let from = at.min(offsets.len() - 1);
                    let to = (from + length).min(offsets.len() - 1);
                    let (mut from, mut to) = (offsets[from], offsets[to]);
                    // A position cannot be between the two characters of a line break.
                    for offset in [&mut from, &mut to] {
                        if expected[..*offset].ends_with('\r') && expected[*offset..].starts_with('\n') {
                            *offset -= 1;
                        }
                    }
                    let lines = LineIndex::new(&expected);
                    let positions = PositionMapper { text: &expected, lines: &lines, encoding };
                    let range = Range {
                        start: positions.position(from as u32), end: positions.position(to as u32)
                    };
                    changes.push(partial_change(range, &new));
                    expected.replace_range(from..to, &new);
                }
                prop_assert_eq!(&apply_in_one_message(&before, changes, encoding), &expected);
            }
        }
    }
}
