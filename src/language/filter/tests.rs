use proptest::prelude::*;

use super::*;
use crate::text::Placeholders;

fn parse(text: &str) -> Filter {
    super::parse(text, Placeholders::default_ref())
}

fn conditions(text: &str) -> Vec<(&str, &str, &str)> {
    let filter = parse(text);
    // Missing quotes are errors that are not certain.
    assert!(filter.errors.iter().all(|error| !error.certain), "{text}: {:?}", filter.errors);
    let part = |range: &Range<usize>| &text[range.clone()];
    filter
        .conditions()
        .map(|condition| {
            let operator = condition.operator.as_ref().map_or("", |operator| part(&operator.range));
            let value = condition.value.as_ref().map_or("", |value| part(&value.content));
            (part(&condition.attribute), operator, value)
        })
        .collect::<Vec<_>>()
        .into_iter()
        .map(|(a, o, v)| {
            let find = |s: &str| &text[s.as_ptr() as usize - text.as_ptr() as usize..][..s.len()];
            (find(a), if o.is_empty() { "" } else { find(o) }, if v.is_empty() { "" } else { find(v) })
        })
        .collect()
}

fn errors(text: &str) -> Vec<(String, Range<usize>)> {
    parse(text).errors.into_iter().map(|error| (error.message, error.range)).collect()
}

#[test]
fn parses_conditions() {
    for (text, expected) in [
        (r#"objectClass is exactly "user""#, vec![("objectClass", "is exactly", "user")]),
        (
            "objectClass IS EXACTLY \"user\"\r\n  AND (department Contains \"HR\" Or not title Isn't \"Boss\")",
            vec![
                ("objectClass", "IS EXACTLY", "user"),
                ("department", "Contains", "HR"),
                ("title", "Isn't", "Boss"),
            ],
        ),
        (
            r#"mail Present and manager Not Present and whenChanged Greater Or Equal "20260101""#,
            vec![
                ("mail", "Present", ""),
                ("manager", "Not Present", ""),
                ("whenChanged", "Greater Or Equal", "20260101"),
            ],
        ),
        (
            "city is exactly New York or city is exactly Rome",
            vec![("city", "is exactly", "New York"), ("city", "is exactly", "Rome")],
        ),
        (r#"Display Name starts with "A""#, vec![("Display Name", "starts with", "A")]),
        (r#""Display Name" starts with "A""#, vec![("\"Display Name\"", "starts with", "A")]),
        (r#"(((cn contains "(x)")))"#, vec![("cn", "contains", "(x)")]),
        ("cn contains \u{201c}x\u{201d}", vec![("cn", "contains", "x")]),
        (r#"cn contains "say ""hi"" now""#, vec![("cn", "contains", r#"say ""hi"" now"#)]),
        (r#"cn contains "say \"hi\"""#, vec![("cn", "contains", r#"say \"hi\""#)]),
        (
            r#"homeDirectory starts with "C:\" and cn Present"#,
            vec![("homeDirectory", "starts with", "C:\\"), ("cn", "Present", "")],
        ),
        (r#"userAccountControl Any Flag On "2""#, vec![("userAccountControl", "Any Flag On", "2")]),
        (
            r#"memberOf Chain Match "CN=x,DC=example,DC=com""#,
            vec![("memberOf", "Chain Match", "CN=x,DC=example,DC=com")],
        ),
        (r#"department is exactly """#, vec![("department", "is exactly", "")]),
        (r#"android contains "and""#, vec![("android", "contains", "and")]),
    ] {
        assert_eq!(conditions(text), expected, "{text}");
    }
}

#[test]
fn unknown_operators_are_not_syntax_errors() {
    for (text, attribute, operator, value) in [
        (r#"department Contain "HR""#, "department", "Contain", "HR"),
        (r#"department = "HR""#, "department", "=", "HR"),
        (r#"department="HR""#, "department", "=", "HR"),
        (r#"department does not contain "HR""#, "department", "does not contain", "HR"),
        (r#"department Is Not Exactly "HR""#, "department", "Is Not Exactly", "HR"),
        (r#"department Not Contains "HR""#, "department", "Not Contains", "HR"),
        ("manager is present", "manager", "is present", ""),
        ("manager Prsent", "manager", "Prsent", ""),
        ("whenChanged Greatr Or Equal \"1\"", "whenChanged", "Greatr Or Equal", "1"),
        ("Display Name strats with \"A\"", "Display Name", "strats with", "A"),
        ("department frobs \"HR\"", "department", "frobs", "HR"),
        ("department Equals HR", "department", "Equals", "HR"),
    ] {
        assert_eq!(conditions(text), [(attribute, operator, value)], "{text}");
        let filter = parse(text);
        assert!(
            filter.conditions().all(|found| found.operator.as_ref().is_some_and(|o| o.known.is_none())),
            "{text}"
        );
    }
}

#[test]
fn locates_errors() {
    for (text, message, range) in [
        (r#"cn contains "x"#, "unterminated quoted value", 12..13),
        (r#"cn contains "x and sn contains "y""#, "unterminated quoted value", 12..13),
        (r#"(cn contains "x""#, "unclosed `(`", 0..1),
        (r#"((cn contains "x""#, "2 unclosed parentheses `(`", 1..2),
        (r#"cn contains "x")"#, "unmatched `)`", 15..16),
        (r#"is exactly "x""#, "expected an attribute before the operator", 0..0),
        (r#""x""#, "expected an attribute and an operator before the value", 0..0),
        (r#"cn "x""#, "expected an operator after `cn`", 2..2),
        ("cn", "expected an operator after `cn`", 2..2),
        ("cn is exactly", "expected a value after `Is Exactly`", 13..13),
        ("cn is exactly and sn Present", "expected a value after `Is Exactly`", 13..13),
        (r#"cn Present "x""#, "unexpected value after `Present`", 11..14),
        (r#"cn Not Present x"#, "unexpected value after `Not Present`", 15..16),
        ("cn is exactly x y", "the value is not in quotes", 14..17),
        ("(cn is exactly 'x')", "the value is in single quotes", 15..18),
        (r#"uac All Flags On "0x2""#, "`All Flags On` requires a decimal number", 18..21),
        (r#"uac All Flags On """#, "`All Flags On` requires a decimal number", 17..19),
        (r#"cn Present and"#, "expected a condition after `and`", 11..14),
        (r#"or cn Present"#, "expected a condition before `or`", 0..2),
        (r#"cn Present and or sn Present"#, "expected a condition after `and`", 11..14),
        (r#"(cn Present or)"#, "expected a condition after `or`", 12..14),
        ("not", "expected a condition after `not`", 0..3),
        ("cn Present and ()", "empty parentheses", 15..17),
        (r#"cn Present sn is exactly "x""#, "expected `and` or `or` between two conditions", 11..11),
        (r#"(cn Present) (sn Present)"#, "expected `and` or `or` between two conditions", 13..13),
        (
            r#"department Chain Match "x""#,
            "`Chain Match` requires an attribute that contains distinguished names, but `department` contains text",
            0..10,
        ),
        ("SELECT * FROM [x]", "expected filter criteria, found SQL", 0..6),
        ("(&(objectClass=user)(cn=x))", "expected filter criteria, found an LDAP filter", 0..27),
        (")", "unmatched `)`", 0..1),
        ("(", "unclosed `(`", 0..1),
    ] {
        assert_eq!(errors(text).first(), Some(&(message.to_owned(), range)), "{text}\n{:?}", errors(text));
    }
}

#[test]
fn accepts_placeholders_anywhere() {
    for text in [
        "${FILTER}",
        "objectClass is exactly \"${CLASS}\"",
        "{{ hr.condition }} and cn Present",
        "${ATTRIBUTE} Contains \"x\"",
        "cn ${OPERATOR} \"x\"",
        "(cn contains \"x\" ${REST}",
        "uac All Flags On \"${FLAGS}\"",
        "cn is exactly ${QUOTED}",
    ] {
        assert_eq!(errors(text), [], "{text}");
    }
}

#[test]
fn describes_filter() {
    let text = r#"objectClass is exactly "user" AND (department Contains "HR" or not mail Present) and uac Any Flag On "2""#;
    assert_eq!(
        parse(text).describe(text).as_deref(),
        Some(
            "objectClass is exactly \u{201c}user\u{201d} and (department contains \u{201c}HR\u{201d} or not mail \
             has a value) and uac has at least one of the flags in 2"
        )
    );
    assert_eq!(parse("cn frobs x").describe("cn frobs x"), None);
}

#[test]
fn negation_applies_inside_parentheses() {
    let text = r#"not (cn Present and not (sn Present)) and title Present"#;
    let negated: Vec<bool> = parse(text).conditions().map(|condition| condition.negated).collect();
    assert_eq!(negated, [true, false, false]);
}

#[test]
fn finds_row_filter() {
    let text = r#"objectClass is exactly "user" and department Contains "HR""#;
    assert_eq!(parse(text).row_filter(text).map(|range| &text[range]), Some("department Contains \"HR\""));
    let text = r#"objectClass is exactly "user""#;
    assert_eq!(parse(text).row_filter(text), None);
}

#[test]
fn parses_long_input_in_linear_time() {
    let started = std::time::Instant::now();
    for unit in [
        "(",
        ")",
        "\"",
        "not ",
        "and ",
        "x ",
        "x Contains ",
        "= ",
        "\\\" ",
        "${a ",
        "{{",
        "Is ",
        "does not ",
        "(x Present) ",
    ] {
        let filter = parse(&unit.repeat(if unit.len() == 1 { 100_000 } else { 20_000 }));
        assert!(filter.errors.len() <= MAX_REPORTED_ERRORS);
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

const MAX_REPORTED_ERRORS: usize = 5;

#[test]
fn locates_missing_attribute() {
    let filter = parse(r#"mail "" ends with "x""#);
    let positions: Vec<Range<usize>> =
        filter.conditions().map(|condition| condition.attribute.clone()).collect();
    assert_eq!(positions, [0..4, 8..8]);
}

proptest! {
    #[test]
    fn never_panics(text in "(and|or|not|is exactly|Contains|Present|[a-z]{1,3}|\"|'|\\(|\\)|\\\\|\u{201c}|é|\\$\\{x\\}|\\{\\{|=| |\r\n){0,24}") {
        let filter = parse(&text);
        for error in &filter.errors {
            prop_assert!(text.get(error.range.clone()).is_some(), "{text:?} {error:?}");
            if let Some((_, range, _)) = &error.fix {
                prop_assert!(text.get(range.clone()).is_some());
            }
        }
        for condition in filter.conditions() {
            prop_assert!(text.get(condition.attribute.clone()).is_some());
            if let Some(operator) = &condition.operator {
                prop_assert!(text.get(operator.range.clone()).is_some());
            }
            if let Some(value) = &condition.value {
                prop_assert!(text.get(value.content.clone()).is_some() && text.get(value.range.clone()).is_some());
            }
        }
        let _ = (filter.describe(&text), filter.row_filter(&text));
    }
}
