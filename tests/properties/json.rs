//! The parser against `serde_json`.

use joblint::json::{Tree, parse};
use serde_json::Value;

use crate::damage::{boundary, damage, edit};
use crate::{hold, holds};

const JOB: &str = include_str!("../../fixtures/jobs/excel-to-ad.json");

#[test]
fn damaged_jobs_are_read_as_serde_json_reads_them() {
    // Short pieces of a job find mistakes of recovery sooner than whole ones.
    let strategy = (0..JOB.len(), 20..900_usize, proptest::collection::vec(edit(), 0..5));
    hold(1000, &strategy, |(start, length, edits)| {
        let start = boundary(JOB, *start);
        let end = boundary(JOB, (start + length).min(JOB.len()));
        holds::json::parsing(&damage(JOB, edits));
        holds::json::parsing(&damage(&JOB[start..end.max(start)], edits));
    });
}

#[test]
fn what_fuzzing_found() {
    for text in ["{[{:\"}\n:", "{\"a\": [{\"b\": \"c\"}: 1]}", "[[\"a\"]: 1]", "{\n  :{\n   :,\n  \"}\n"] {
        holds::json::parsing(text);
    }
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
