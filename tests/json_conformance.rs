//! The parser against `serde_json`, over jobs that were damaged at random.
//!
//! `JOBLINT_CASES` sets how many are tried.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use joblint::json::{Document, Kind, NodeId, Tree, duplicate_members, parse};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

const JOB: &str = include_str!("../fixtures/jobs/excel-to-ad.json");

/// Pieces that break JSON in interesting ways.
const PIECES: &[&str] = &[
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
];

#[derive(Debug, Clone)]
enum Edit {
    Insert(usize, usize),
    Delete(usize, usize),
    Duplicate(usize, usize),
    Truncate(usize),
    DropStart(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = 0..usize::MAX;
    prop_oneof![
        6 => (at.clone(), 0..PIECES.len()).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        4 => (at.clone(), 1..6_usize).prop_map(|(at, length)| Edit::Delete(at, length)),
        1 => (at.clone(), 1..40_usize).prop_map(|(at, length)| Edit::Duplicate(at, length)),
        1 => at.clone().prop_map(Edit::Truncate),
        1 => at.prop_map(Edit::DropStart),
    ]
}

fn boundary(text: &str, at: usize) -> usize {
    let mut at = if text.is_empty() { 0 } else { at % (text.len() + 1) };
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn damage(text: &str, edits: &[Edit]) -> String {
    let mut text = text.to_owned();
    for edit in edits {
        match *edit {
            Edit::Insert(at, piece) => {
                let at = boundary(&text, at);
                text.insert_str(at, PIECES[piece]);
            }
            Edit::Delete(at, length) => {
                let at = boundary(&text, at);
                let end = boundary(&text, (at + length).min(text.len()));
                text.replace_range(at..end.max(at), "");
            }
            Edit::Duplicate(at, length) => {
                let at = boundary(&text, at);
                let end = boundary(&text, (at + length).min(text.len())).max(at);
                let copy = text[at..end].to_owned();
                text.insert_str(at, &copy);
            }
            Edit::Truncate(at) => text.truncate(boundary(&text, at)),
            Edit::DropStart(at) => text = text[boundary(&text, at)..].to_owned(),
        }
    }
    text
}

/// The tree as `serde_json` would have read it.
fn value(document: &Document<'_>, id: NodeId) -> Value {
    match document.kind(id) {
        Kind::Null | Kind::Invalid => Value::Null,
        Kind::True => Value::Bool(true),
        Kind::False => Value::Bool(false),
        Kind::Number => serde_json::from_str(document.raw(id)).unwrap_or(Value::Null),
        Kind::String => Value::String(document.string(id).unwrap().into_owned()),
        Kind::Array => Value::Array(document.items(id).map(|item| value(document, item)).collect()),
        Kind::Object => Value::Object(
            document
                .members(id)
                .map(|(name, item)| (document.name(name).into_owned(), value(document, item)))
                .collect(),
        ),
    }
}

fn agrees(text: &str) -> Result<(), TestCaseError> {
    let mut tree = Tree::new();
    parse(text, &mut tree);
    let document = Document::new(text, &tree);

    // Every node lies inside its container and behind the one before it, on character boundaries.
    let mut open: Vec<(u32, u32, u32)> = vec![(0, u32::MAX, u32::MAX)];
    for (index, node) in (0_u32..).zip(tree.nodes()) {
        let span = node.span();
        prop_assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize));
        while open.last().unwrap().2 <= index {
            open.pop();
        }
        let (from, to, _) = *open.last().unwrap();
        prop_assert!(from <= span.start && span.end <= to, "{span:?} outside {from}..{to}");
        open.last_mut().unwrap().0 = span.end;
        let end = document.after(NodeId(index)).0;
        prop_assert!(end > index && end as usize <= tree.nodes().len());
        if matches!(node.kind(), Kind::Array | Kind::Object) {
            open.push((span.start, span.end, end));
        }
        if node.kind() == Kind::Object {
            let members = document.members(NodeId(index)).count();
            prop_assert_eq!(members, node.child_count() as usize);
            for (name, _) in document.members(NodeId(index)) {
                prop_assert!(matches!(document.kind(name), Kind::String | Kind::Invalid));
            }
        }
    }
    let mut before = 0;
    for error in tree.errors() {
        prop_assert!(error.span.start >= before, "errors are sorted");
        before = error.span.start;
        prop_assert!(
            text.is_char_boundary(error.span.start as usize)
                && text.is_char_boundary(error.span.end as usize)
        );
        let _ = error.diagnostic(&document);
    }
    let _ = duplicate_members(&document);

    // serde_json knows no byte order mark, and decodes what it keeps.
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    let accepted = match serde_json::from_str::<Value>(plain) {
        Ok(theirs) => {
            prop_assert_eq!(value(&document, NodeId::ROOT), theirs);
            true
        }
        Err(error) => {
            let words = error.to_string();
            let limit = ["surrogate", "out of range", "hex escape"].iter().any(|word| words.contains(word));
            if limit {
                return Ok(());
            }
            false
        }
    };
    prop_assert_eq!(tree.errors().is_empty(), accepted, "{:?}", tree.errors());
    Ok(())
}

#[test]
fn damaged_jobs_are_read_as_serde_json_reads_them() {
    let cases = std::env::var("JOBLINT_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1500);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 4000, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    // Short pieces of a job find mistakes of recovery sooner than whole ones.
    let strategy = (0..JOB.len(), 20..900_usize, proptest::collection::vec(edit(), 0..5));
    let outcome = runner.run(&strategy, |(start, length, edits)| {
        let start = boundary(JOB, start);
        let end = boundary(JOB, (start + length).min(JOB.len()));
        agrees(&damage(JOB, &edits))?;
        agrees(&damage(&JOB[start..end.max(start)], &edits))
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn what_rfc_8259_accepts_and_refuses() {
    let accepted = [
        "[]",
        "{}",
        "0",
        "\"\"",
        "null",
        "true",
        "false",
        " [ ] ",
        "\t\n\r[1]\n",
        "[1,2]",
        "{\"a\":1}",
        "[[],{}]",
        "-0",
        "1e5",
        "1E-5",
        "[\"\\u0000\"]",
        "[\"\\ud83d\\ude00\"]",
        "[\"\\/\"]",
        "{\"\":0}",
        "{\"a\":1,\"a\":2}",
        "[\"\u{7f}\"]",
        "\"\u{2028}\"",
        "[123456789012345678901234567890]",
        "[0.1e1]",
        "[-1.5]",
        "\"\u{10ffff}\"",
        "[\"a\",\n\"b\"]",
    ];
    let refused = [
        "",
        " ",
        "[",
        "]",
        "{",
        "}",
        "[1,]",
        "[,1]",
        "[1,,2]",
        "[1 2]",
        "{\"a\":1,}",
        "{\"a\"}",
        "{\"a\":}",
        "{:1}",
        "{a:1}",
        "{'a':1}",
        "[1}",
        "{\"a\":1]",
        "01",
        "-",
        "1.",
        ".5",
        "+1",
        "1e",
        "0x1",
        "NaN",
        "Infinity",
        "-Infinity",
        "TRUE",
        "nul",
        "truee",
        "\"a",
        "\"\n\"",
        "\"\t\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\",
        "[1]x",
        "{}{}",
        "// a\n1",
        "1 /* a */",
        "#\n1",
        "[1;2]",
        "{\"a\"=1}",
        "\u{a0}1",
        "\u{c}1",
        "\u{b}[]",
        "[\"a\" \"b\"]",
        "{\"a\":1 \"b\":2}",
        "'a'",
        "“a”",
        "\u{0}",
        "[\u{0}]",
        "1 2",
        "--1",
        "1e+",
        "{1:2}",
        "{null:1}",
        "[1,\n",
        "\u{feff}\u{feff}1",
    ];
    for text in accepted.iter().chain(&refused) {
        let expected = serde_json::from_str::<Value>(text.strip_prefix('\u{feff}').unwrap_or(text)).is_ok();
        let mut tree = Tree::new();
        parse(text, &mut tree);
        assert_eq!(tree.errors().is_empty(), expected, "{text:?}: {:?}", tree.errors());
    }
    // serde_json cannot hold these; the grammar has them.
    for text in ["[\"\\ud800\"]", "[\"\\udc00\\ud800\"]", "[1e999999]", "[-1e-999999]"] {
        let mut tree = Tree::new();
        parse(text, &mut tree);
        assert!(tree.errors().is_empty(), "{text}");
    }
}
