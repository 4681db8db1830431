//! Compares the JSON parser with `serde_json`.

use joblint::json::{Tree, parse};
use serde_json::Value;

use super::damage::{apply_edits, edit_strategy, floor_char_boundary};
use super::{check_property, invariants};

const JOB: &str = include_str!("../../../fixtures/jobs/excel-to-ad.json");

#[test]
fn agrees_with_serde_json_on_damaged_jobs() {
    // Short excerpts reveal bugs in error recovery sooner than whole jobs.
    let strategy = (0..JOB.len(), 20..900_usize, proptest::collection::vec(edit_strategy(), 0..5));
    check_property(1000, &strategy, |(start, length, edits)| {
        let start = floor_char_boundary(JOB, *start);
        let end = floor_char_boundary(JOB, (start + length).min(JOB.len()));
        invariants::json::parse_document(&apply_edits(JOB, edits));
        invariants::json::parse_document(&apply_edits(&JOB[start..end.max(start)], edits));
    });
}

#[test]
fn parser_regressions_found_by_fuzzing() {
    for text in ["{[{:\"}\n:", "{\"a\": [{\"b\": \"c\"}: 1]}", "[[\"a\"]: 1]", "{\n  :{\n   :,\n  \"}\n"] {
        invariants::json::parse_document(text);
    }
}

#[test]
fn matches_rfc_8259() {
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
    let rejected = [
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
    for text in accepted.iter().chain(&rejected) {
        let expected = serde_json::from_str::<Value>(text.strip_prefix('\u{feff}').unwrap_or(text)).is_ok();
        let mut tree = Tree::new();
        parse(text, &mut tree);
        assert_eq!(tree.errors().is_empty(), expected, "{text:?}: {:?}", tree.errors());
    }
    // These are valid JSON, but serde_json cannot represent them.
    for text in ["[\"\\ud800\"]", "[\"\\udc00\\ud800\"]", "[1e999999]", "[-1e-999999]"] {
        let mut tree = Tree::new();
        parse(text, &mut tree);
        assert!(tree.errors().is_empty(), "{text}");
    }
}
