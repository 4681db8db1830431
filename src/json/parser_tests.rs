//! Errors and trees that the parser produces for malformed text.

use super::SyntaxErrorKind as E;
use super::*;

/// The tree as canonical text: `!` stands for what could not be read.
fn render(document: &Document<'_>, id: NodeId) -> String {
    match document.kind(id) {
        NodeKind::Invalid => "!".to_owned(),
        NodeKind::String => format!("\"{}\"", document.string(id).unwrap_or_default()),
        NodeKind::Array => {
            let items: Vec<String> = document.items(id).map(|item| render(document, item)).collect();
            assert_eq!(items.len(), document.node(id).child_count() as usize);
            format!("[{}]", items.join(","))
        }
        NodeKind::Object => {
            let members: Vec<String> = document
                .members(id)
                .map(|(name, value)| format!("{}:{}", render(document, name), render(document, value)))
                .collect();
            assert_eq!(members.len(), document.node(id).child_count() as usize);
            format!("{{{}}}", members.join(","))
        }
        NodeKind::Null => "null".to_owned(),
        NodeKind::True => "true".to_owned(),
        NodeKind::False => "false".to_owned(),
        NodeKind::Number => document.raw(id).to_owned(),
    }
}

fn check(text: &str, errors: &[(E, &str)], tree_text: &str) {
    let mut tree = Tree::new();
    parse(text, &mut tree);
    let document = Document::new(text, &tree);
    let found: Vec<(E, &str)> =
        tree.errors().iter().map(|error| (error.kind, error.span.slice(text))).collect();
    assert_eq!(found, errors, "{text}");
    assert_eq!(render(&document, NodeId::ROOT), tree_text, "{text}");
}

#[test]
fn commas_and_colons() {
    check(r"[1, 2]", &[], "[1,2]");
    check(r"[1, 2,]", &[(E::TrailingComma, ",")], "[1,2]");
    check(r#"{"a": 1,}"#, &[(E::TrailingComma, ",")], r#"{"a":1}"#);
    check(r"[1,, 2]", &[(E::ExtraComma, ",")], "[1,2]");
    check(r"[, 1]", &[(E::ExtraComma, ",")], "[1]");
    check(r#"{, "a": 1}"#, &[(E::ExtraComma, ",")], r#"{"a":1}"#);
    check(r"[1 2]", &[(E::MissingComma, "")], "[1,2]");
    check("{\"a\": 1\n\"b\": 2}", &[(E::MissingComma, "")], r#"{"a":1,"b":2}"#);
    check(r#"[{"a": 1} {"b": 2}]"#, &[(E::MissingComma, "")], r#"[{"a":1},{"b":2}]"#);
    check(r"[1; 2]", &[(E::WrongComma, ";")], "[1,2]");
    check(r#"{"a" 1}"#, &[(E::MissingColon, "")], r#"{"a":1}"#);
    check(r#"{"a" = 1, "b" => 2}"#, &[(E::WrongColon, "="), (E::WrongColon, "=>")], r#"{"a":1,"b":2}"#);
    check(
        r#"{"a" 1, "b": [1 2,, 3,], "c": }"#,
        &[
            (E::MissingColon, ""),
            (E::MissingComma, ""),
            (E::ExtraComma, ","),
            (E::TrailingComma, ","),
            (E::MissingValue, ""),
        ],
        r#"{"a":1,"b":[1,2,3],"c":!}"#,
    );
}

#[test]
fn names_and_values() {
    check(r#"{"a": , "b": 1}"#, &[(E::MissingValue, "")], r#"{"a":!,"b":1}"#);
    check(r#"{"a"}"#, &[(E::NameWithoutValue, "")], r#"{"a":!}"#);
    check(r#"{"a", "b": 1}"#, &[(E::NameWithoutValue, "")], r#"{"a":!,"b":1}"#);
    check(r#"{: 1, "b": 2}"#, &[(E::MissingName, ":")], r#"{!:1,"b":2}"#);
    check(r#"{{"a": 1}}"#, &[(E::MissingName, "{")], r#"{!:{"a":1}}"#);
    check(r"{a: 1, b2_: 2}", &[(E::UnquotedName, "a"), (E::UnquotedName, "b2_")], r#"{"a":1,"b2_":2}"#);
    check(r#"{"a": 1, junk}"#, &[(E::UnexpectedText, "junk")], r#"{"a":1}"#);
    check(
        r"[True, NULL, None, False, undefined]",
        &[
            (E::ForeignLiteral, "True"),
            (E::ForeignLiteral, "NULL"),
            (E::ForeignLiteral, "None"),
            (E::ForeignLiteral, "False"),
            (E::ForeignLiteral, "undefined"),
        ],
        "[true,null,null,false,null]",
    );
    check(r"[truex, NaN]", &[(E::BareWord, "truex"), (E::BareWord, "NaN")], "[!,!]");
    check(r"{'a': 'b'}", &[(E::SingleQuotes, "'a'"), (E::SingleQuotes, "'b'")], r#"{"a":"b"}"#);
    check("[“a”, 1]", &[(E::CurlyQuotes, "“a”")], "[!,1]");
}

#[test]
fn numbers() {
    let good =
        ["0", "-0", "7", "-12", "0.5", "1e5", "1E+5", "2.5e-3", "1e999", "123456789012345678901234567890"];
    for number in good {
        check(&format!("[{number}]"), &[], &format!("[{number}]"));
    }
    let bad = [
        "01",
        "-",
        "1.",
        ".5",
        "+1",
        "0x1F",
        "1e",
        "1e+",
        "1_000",
        "12abc",
        "-a",
        "00",
        "1.e5",
        "--1",
        "2025-02-11",
        "1é",
    ];
    for number in bad {
        check(&format!("[{number}, 2]"), &[(E::BadNumber, number)], "[!,2]");
    }
}

#[test]
fn strings() {
    check("[\"a\\u00e9\\ud800\\n\"]", &[], "[\"aé\u{fffd}\n\"]");
    check(
        "{\"a\": \"x\n\"b\": 1}",
        &[(E::UnclosedString, "\"x"), (E::MissingComma, "")],
        r#"{"a":"x","b":1}"#,
    );
    check("{\"a\": \"x,\n\"b\": 1}", &[(E::UnclosedString, "\"x")], r#"{"a":"x","b":1}"#);
    check("{\"a: 1,\n\"b\": 2}", &[(E::UnclosedString, "\"a")], r#"{"a":1,"b":2}"#);
    check("[\"a\"b\" c\", 1]", &[(E::UnescapedQuote, "\"")], "[\"a\"b\" c\",1]");
    check(
        r#"{"q": "class is "user"", "b": 1}"#,
        &[(E::UnescapedQuote, "\"")],
        r#"{"q":"class is "user"","b":1}"#,
    );
    check(r#"["\d\x41"]"#, &[(E::BadEscape, r"\d"), (E::BadEscape, r"\x")], r#"["\d\x41"]"#);
    check(
        "[\"a\t\u{1}b\", \"\u{7f}\u{9b}\"]",
        &[(E::ControlCharacter, "\t\u{1}")],
        "[\"a\t\u{1}b\",\"\u{7f}\u{9b}\"]",
    );
    check("\"abc", &[(E::UnclosedString, "\"abc")], "\"abc\"");
}

#[test]
fn brackets_that_are_missing_or_wrong() {
    check(r#"{"a": [1, 2}, "b": 3}"#, &[(E::MismatchedClose, "}")], r#"{"a":[1,2],"b":3}"#);
    check(r#"[{"a": 1], {"b": 2}]"#, &[(E::MismatchedClose, "]")], r#"[{"a":1},{"b":2}]"#);
    check(r#"{"a": [{"b": 1], "c": 2}"#, &[(E::MismatchedClose, "]")], r#"{"a":[{"b":1}],"c":2}"#);
    check(r#"{"a": [1"#, &[(E::UnclosedContainer, "[")], r#"{"a":[1]}"#);
    check(r#"{"a": "#, &[(E::UnclosedContainer, "{")], r#"{"a":!}"#);
    check(r#"{"a""#, &[(E::UnclosedContainer, "{")], r#"{"a":!}"#);
    check(r"[1}", &[(E::MismatchedClose, "}")], "[1]");
    check(r"[1]]", &[(E::TextAfterEnd, "]")], "[1]");
    check(r"{} {}", &[(E::TextAfterEnd, "{}")], "{}");
}

#[test]
fn recovers_missing_brackets_by_indentation() {
    let job = "{\n  \"a\": {\n    \"b\": 1\n  },\n  \"c\": [\n    {\n      \"d\": 2\n    },\n    {\n      \"e\": 3\n    }\n  ],\n  \"f\": 4\n}\n";
    let whole = r#"{"a":{"b":1},"c":[{"d":2},{"e":3}],"f":4}"#;
    check(job, &[], whole);
    for (old, new) in [
        ("  },\n  \"c\"", "  \"c\""),
        ("  },\n  \"c\"", "  ,\n  \"c\""),
        ("    },\n    {", "    ,\n    {"),
        ("    },\n    {", "    {"),
    ] {
        check(&job.replace(old, new), &[(E::UnclosedContainer, "{")], whole);
        check(&job.replace(old, new).replace('\n', "\r\n"), &[(E::UnclosedContainer, "{")], whole);
    }
    // Nothing better is known of one line.
    check(r#"{"a": {"b": 1, "c": 2}"#, &[(E::UnclosedContainer, "{")], r#"{"a":{"b":1,"c":2}}"#);
}

#[test]
fn recovers_multiline_strings_and_missing_opening_quotes() {
    check("{\"a\": \"x,\ny\n[z]\", \"b\": 1}", &[(E::LineBreak, "")], "{\"a\":\"x,\ny\n[z]\",\"b\":1}");
    check("[\"x\r\n\"]", &[(E::LineBreak, "")], "[\"x\r\n\"]");
    check("[\"x\n, \"y\"]", &[(E::UnclosedString, "\"x")], "[\"x\",\"y\"]");
    check(r#"{"a": HR feed", "b": 1}"#, &[(E::MissingQuote, "HR feed\"")], r#"{"a":!,"b":1}"#);
    check(r#"{a": 1, "b": 2}"#, &[(E::MissingQuote, "a\"")], r#"{"a":1,"b":2}"#);
}

#[test]
fn remaining_brackets_decide_the_recovery() {
    check(r#"{"a": {"b": [1, 2}, "c": 3}"#, &[(E::MismatchedClose, "}")], r#"{"a":{"b":[1,2]},"c":3}"#);
    check(r#"{"a": {"b": [1, 2}, "c": 3}}"#, &[(E::MismatchedClose, "}")], r#"{"a":{"b":[1,2],"c":3}}"#);
    check(r#"[{"a": 1], {"b": "]}"}]"#, &[(E::MismatchedClose, "]")], r#"[{"a":1},{"b":"]}"}]"#);
}

#[test]
fn members_in_lists_and_values_without_names() {
    check(r#"{"a": [1, 2, "b": 3}"#, &[(E::UnclosedContainer, "[")], r#"{"a":[1,2],"b":3}"#);
    check(r#"{"a": [1, 2 "b": 3}"#, &[(E::UnclosedContainer, "[")], r#"{"a":[1,2],"b":3}"#);
    check(r#"{"a": ["b": 3, "c": {}}"#, &[(E::UnclosedContainer, "[")], r#"{"a":[],"b":3,"c":{}}"#);
    check(r#"[1, 2, "b": 3}"#, &[(E::MemberInArray, "[")], r#"[1,2,"b",3]"#);
    check(r#"["a": 1, "b": 2]"#, &[(E::MemberInArray, "[")], r#"["a",1,"b",2]"#);
    check(r"[1: 2]", &[(E::MemberInArray, "[")], "[1,2]");
    check(r#"{"a": 1 2, "b": 3}"#, &[(E::MissingName, "2")], r#"{"a":1,"b":3}"#);
    check(r#"{"a": "x" "y", "b": 3}"#, &[(E::MissingName, "\"y\"")], r#"{"a":"x","b":3}"#);
    check(r#"{"a": 1 {"x": [2]}, "b": 3}"#, &[(E::MissingName, "{\"x\": [2]}")], r#"{"a":1,"b":3}"#);
    check(r#"{"a": true story, "b": 1}"#, &[(E::UnexpectedText, "story")], r#"{"a":true,"b":1}"#);
    check(r#"{"a": 1 true}"#, &[(E::MissingName, "true")], r#"{"a":1}"#);
    check(r#"{"a": 1 "b": 3}"#, &[(E::MissingComma, "")], r#"{"a":1,"b":3}"#);
    check(
        "{\"a\": 1\n\"b\", \"c\": 2}",
        &[(E::MissingComma, ""), (E::NameWithoutValue, "")],
        r#"{"a":1,"b":!,"c":2}"#,
    );
}

#[test]
fn reports_unquoted_text_once() {
    for phrase in [
        "https://example.com/a?b=c",
        "HR Sync Job",
        "C:\\temp\\x.csv",
        "OU=API",
        "a#b",
        "trueish story",
        "é",
        "2024-06-04T10:46:33Z",
    ] {
        let kind = if phrase.starts_with(|c: char| c.is_ascii_digit()) { E::BadNumber } else { E::BareWord };
        check(&format!("{{\"a\": {phrase}, \"b\": 1}}"), &[(kind, phrase)], r#"{"a":!,"b":1}"#);
        check(&format!("{{\"a\": {phrase} }}"), &[(kind, phrase)], r#"{"a":!}"#);
        check(&format!("{{\"a\": {phrase}\n}}"), &[(kind, phrase)], r#"{"a":!}"#);
    }
    check("{\"a\": word // why\n}", &[(E::BareWord, "word"), (E::Comment, "// why")], r#"{"a":!}"#);
    check("{\"a\": True # why\n}", &[(E::ForeignLiteral, "True"), (E::Comment, "# why")], r#"{"a":true}"#);
    check(r"['x\d']", &[(E::SingleQuotes, r"'x\d'"), (E::BadEscape, r"\d")], r#"["x\d"]"#);
}

#[test]
fn wrong_quotes_and_brackets_take_linear_time() {
    // By the clock this would be flaky; quadratic time would not end within the patience of a test.
    let mut tree = Tree::new();
    for text in [
        "\u{201c}",
        "[}",
        "\"a\"\"",
        "{\"a\": 1 [",
        "['",
        "x ",
        "\"x\": [\"y\": ",
        "\"x\n",
        "<<<<<<<\n=======\n",
        "{\n\"a\": {\n \"b\": ",
    ] {
        parse(&text.repeat(200_000), &mut tree);
        assert!(!tree.errors().is_empty());
    }
}

#[test]
fn comments_and_garbage() {
    check(
        "// one\n{\"a\": 1, /* two */ \"b\": 2 # three\n}",
        &[(E::Comment, "// one"), (E::Comment, "/* two */"), (E::Comment, "# three")],
        r#"{"a":1,"b":2}"#,
    );
    check("[1 /* open", &[(E::Comment, "/* open")], "[1]");
    check("[1, \u{0}\u{0}2]", &[(E::UnexpectedText, "\u{0}\u{0}")], "[1,2]");
    check("{\u{0}\u{0}\"a\": 1}", &[(E::UnexpectedText, "\u{0}\u{0}")], r#"{"a":1}"#);
    check("", &[(E::Empty, "")], "!");
    check(" \n", &[(E::Empty, " \n")], "!");
    check("\u{feff}{}", &[], "{}");
    check("\u{feff}", &[(E::Empty, "\u{feff}")], "!");
}

#[test]
fn recovers_from_truncation_at_every_offset() {
    let text = r#"{"a": [1, {"b": "c\n"}, true], "d": -1.5e3}"#;
    for length in 1..text.len() {
        let cut = &text[..length];
        let mut tree = Tree::new();
        parse(cut, &mut tree);
        assert!(!tree.errors().is_empty(), "{cut}");
        assert!(tree.errors().len() <= 2, "{cut}: {:?}", tree.errors());
    }
}

#[test]
fn reports_merge_conflict_once() {
    for end in ["\n", "\r\n"] {
        for base in ["", "||||||| base\n\"b\": 3,\n"] {
            let text = format!(
                "{{\"a\": 1,\n<<<<<<< HEAD\n\"b\": 2,\n{base}=======\n\"b\": [4,\n>>>>>>> x\n\"c\": 5}}"
            );
            check(&text.replace('\n', end), &[(E::MergeConflict, "<<<<<<< HEAD")], r#"{"a":1,"b":2,"c":5}"#);
        }
    }
    check("[1,\n<<<<<<< a\n2\n=======\n3\n>>>>>>> b\n]", &[(E::MergeConflict, "<<<<<<< a")], "[1,2]");
    check("[1\n>>>>>>> b\n]", &[(E::MergeConflict, ">>>>>>> b")], "[1]");
}

#[test]
fn deep_nesting_does_not_overflow_the_stack() {
    let deep = "[".repeat(200_000);
    let mut tree = Tree::new();
    parse(&deep, &mut tree);
    let kinds: Vec<E> = tree.errors().iter().map(|error| error.kind).collect();
    assert_eq!(kinds, [E::TooDeep]);
    let balanced = format!("{deep}{}", "]".repeat(200_000));
    parse_with_max_depth(&balanced, &mut tree, usize::MAX);
    assert!(tree.errors().is_empty());
    parse(&format!("{balanced},"), &mut tree);
    assert_eq!(tree.errors().len(), 2, "too deep, and text after the end");
}

#[test]
fn errors_are_capped() {
    let mut tree = Tree::new();
    parse(&"[1 ".repeat(30_000), &mut tree);
    assert!(tree.errors().len() <= MAX_ERRORS);
    parse(&",".repeat(30_000), &mut tree);
    assert!(!tree.errors().is_empty());
}

#[test]
fn caches_decoded_strings_and_reads_i64_numbers() {
    let text = r#"["plain", "\u0061", "b\"c", 'd\'', "the user "x\n" here", "e\n", -12, 0, 694990, 1.0, 1e2,
        999999999999999999, 9223372036854775807, 9223372036854775808, true]"#;
    let mut tree = Tree::new();
    parse(text, &mut tree);
    let document = Document::new(text, &tree);
    let items: Vec<NodeId> = document.items(NodeId::ROOT).collect();
    let strings: Vec<&str> = items.iter().filter_map(|item| document.cached_string(*item)).collect();
    assert_eq!(strings, ["plain", "a", "b\"c", "d'", "the user \"x\n\" here", "e\n"]);
    assert_eq!(document.cached_string(items[1]), Some("a"));
    let numbers: Vec<Option<i64>> = items[6..].iter().map(|item| document.integer(*item)).collect();
    let expected = [
        Some(-12),
        Some(0),
        Some(694_990),
        None,
        None,
        Some(999_999_999_999_999_999),
        Some(i64::MAX),
        None,
        None,
    ];
    assert_eq!(numbers, expected);
}
