//! Random edits that damage a text.

use proptest::prelude::*;

/// Insertions that break JSON, or one of the languages inside its strings.
const FRAGMENTS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "'",
    "//",
    "/*",
    "*/",
    "#",
    "\n",
    "\r",
    "\t",
    " ",
    "\u{0}",
    "\u{1b}",
    "0",
    "-",
    "+",
    ".",
    "e",
    "1e5",
    "01",
    "true",
    "True",
    "null",
    "NaN",
    "\\u",
    "\\ud800",
    "\\udc00",
    "\\n",
    "é",
    "😀",
    "“",
    "\u{feff}",
    "\u{202e}",
    "=",
    ";",
    "=>",
    "\"a\": 1",
    "\"a\": 1,",
    "[1, 2]",
    "{}",
    "[]",
    "\"\"",
    "(",
    ")",
    "%",
    "%NOW%",
    "${",
    "{{",
    " and ",
    " or not ",
    " is exactly ",
    "SELECT ",
    " FROM ",
    "--",
    "If ",
    "End If",
    "DTM.Result = ",
    "Join:",
    "field=",
    "DC=",
    "[[",
    "]]",
    "\"\"\"",
    "<",
    "&",
    "]]>",
];

#[derive(Debug, Clone)]
pub(crate) enum Edit {
    Insert(usize, usize),
    Delete(usize, usize),
    Duplicate(usize, usize),
    Truncate(usize),
    DropStart(usize),
}

pub(crate) fn edit_strategy() -> impl Strategy<Value = Edit> {
    let at = 0..usize::MAX;
    prop_oneof![
        6 => (at.clone(), 0..FRAGMENTS.len()).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        4 => (at.clone(), 1..6_usize).prop_map(|(at, length)| Edit::Delete(at, length)),
        1 => (at.clone(), 1..40_usize).prop_map(|(at, length)| Edit::Duplicate(at, length)),
        1 => at.clone().prop_map(Edit::Truncate),
        1 => at.prop_map(Edit::DropStart),
    ]
}

pub(crate) fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = if text.is_empty() { 0 } else { at % (text.len() + 1) };
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

pub(crate) fn apply_edits(text: &str, edits: &[Edit]) -> String {
    let mut text = text.to_owned();
    for edit in edits {
        match *edit {
            Edit::Insert(at, piece) => {
                let at = floor_char_boundary(&text, at);
                text.insert_str(at, FRAGMENTS[piece]);
            }
            Edit::Delete(at, length) => {
                let at = floor_char_boundary(&text, at);
                let end = floor_char_boundary(&text, (at + length).min(text.len()));
                text.replace_range(at..end.max(at), "");
            }
            Edit::Duplicate(at, length) => {
                let at = floor_char_boundary(&text, at);
                let end = floor_char_boundary(&text, (at + length).min(text.len())).max(at);
                let copy = text[at..end].to_owned();
                text.insert_str(at, &copy);
            }
            Edit::Truncate(at) => text.truncate(floor_char_boundary(&text, at)),
            Edit::DropStart(at) => text = text[floor_char_boundary(&text, at)..].to_owned(),
        }
    }
    text
}
