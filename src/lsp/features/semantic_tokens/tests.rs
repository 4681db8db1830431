use super::*;
use crate::lsp::features::testing::{fixture, for_each_fixture, with_job};

fn all_tokens(text: &str) -> Vec<HighlightToken> {
    let whole = Span::from_usize(0, text.len());
    with_job(text, |file, document| semantic_tokens(file, document, whole)).unwrap_or_default()
}

/// Each token with its kind.
fn highlighted(text: &str) -> Vec<String> {
    all_tokens(text).iter().map(|token| format!("{:?} {}", token.kind, token.span.slice(text))).collect()
}

fn transform(text: &str) -> Vec<String> {
    highlighted(&format!(r#"{{"fieldsMap": [{{"transform": "{text}"}}]}}"#))
}

fn query(text: &str, language: &str) -> Vec<String> {
    highlighted(&format!(r#"{{"syncQuery": [{{"query": "{text}", "queryType": "{language}"}}]}}"#))
}

#[test]
fn transforms() {
    assert_eq!(
        transform("Join:field=First Name;separator=.;field=L\\u0061st"),
        [
            "Function Join",
            "Operator :",
            "Parameter field",
            "Operator =",
            "Property First Name",
            "Operator ;",
            "Parameter separator",
            "Operator =",
            "String .",
            "Operator ;",
            "Parameter field",
            "Operator =",
            "Property L\\u0061st",
        ]
    );
    assert_eq!(
        transform("Static:value=a${NAME}b"),
        [
            "Function Static",
            "Operator :",
            "Parameter value",
            "Operator =",
            "String a",
            "Macro ${NAME}",
            "String b"
        ]
    );
    assert_eq!(
        transform("Left:field=First;length=3"),
        [
            "Function Left",
            "Operator :",
            "Parameter field",
            "Operator =",
            "Property First",
            "Operator ;",
            "Parameter length",
            "Operator =",
            "Number 3",
        ]
    );
    assert_eq!(transform("Jion:field=x"), [""; 0]);
    assert_eq!(transform(""), [""; 0]);
}

#[test]
fn scripts() {
    assert_eq!(
        transform(
            r#"Script:text=Dim n As String = DTM.Source(\"F\u0069rst\")\r\nDTM.Result = Trim(n.Left(3)) & \"\t\" ' why"#
        ),
        [
            "Function Script",
            "Operator :",
            "Parameter text",
            "Operator =",
            "Keyword Dim",
            "Variable n",
            "Keyword As",
            "Type String",
            "Operator =",
            "Namespace DTM",
            "Method Source",
            r#"String \""#,
            r"Property F\u0069rst",
            r#"String \""#,
            "Namespace DTM",
            "Property Result",
            "Operator =",
            "Function Trim",
            "Variable n",
            "Method Left",
            "Number 3",
            "Operator &",
            r#"String \"\t\""#,
            "Comment ' why",
        ]
    );
}

#[test]
fn filters() {
    assert_eq!(
        query(
            r#"not (objectClass is exactly \"user\" and badPwdCount Greater Or Equal 3) or mail Present"#,
            "GroupID"
        ),
        [
            "Keyword not",
            "Property objectClass",
            "Operator is exactly",
            r#"String \"user\""#,
            "Keyword and",
            "Property badPwdCount",
            "Operator Greater Or Equal",
            "Number 3",
            "Keyword or",
            "Property mail",
            "Operator Present",
        ]
    );
}

#[test]
fn sql() {
    assert_eq!(
        query(r"SELECT [First Name] FROM dbo.[Staff$] JOIN [${TABLE}$] WHERE a = 'x\r\ny' -- b", "SQL"),
        [
            "Keyword SELECT",
            "Property [First Name]",
            "Keyword FROM",
            "Type dbo",
            "Type [Staff$]",
            "Keyword JOIN",
            "Property [",
            "Macro ${TABLE}",
            "Property $]",
            "Keyword WHERE",
            "Property a",
            "Operator =",
            r"String 'x\r\ny'",
            "Comment -- b",
        ]
    );
}

#[test]
fn a_raw_line_end_ends_a_token() {
    let text = "{\"fieldsMap\": [{\"transform\": \"Static:value=one\r\ntwo\"}]}";
    let found = highlighted(text);
    assert_eq!(found[4..], ["String one", "String two"]);
}

#[test]
fn limits_tokens_to_requested_range() {
    let text = r#"{"fieldsMap": [{"transform": "Static:value=a"}, {"transform": "Static:value=b"}]}"#;
    let second = text.rfind("Static").expect("the second");
    let range = Span::from_usize(second, text.len());
    let found = with_job(text, |file, document| semantic_tokens(file, document, range)).expect("a job");
    assert_eq!(found.last().map(|token| token.span.slice(text)), Some("b"));
    assert_eq!(found.len(), 5);
}

#[test]
fn a_collection() {
    const SHOWN: usize = 24;
    let text = fixture("collections/nightly.json");
    let mut lines: Vec<(usize, Vec<String>)> = Vec::new();
    for token in all_tokens(&text) {
        let line = text[..token.span.start as usize].matches('\n').count() + 1;
        let shown = format!("{:?} {}", token.kind, token.span.slice(&text));
        match lines.last_mut() {
            Some((last, tokens)) if *last == line => tokens.push(shown),
            _ => lines.push((line, vec![shown])),
        }
    }
    let shown = lines.iter().map(|(line, tokens)| {
        let more = tokens.len().saturating_sub(SHOWN);
        format!("{line}: {} (and {more} more)", tokens[..tokens.len() - more].join(" | "))
    });
    insta::assert_snapshot!(shown.collect::<Vec<_>>().join("\n"));
}

#[test]
fn tokens_are_single_line_and_disjoint_in_every_fixture() {
    for_each_fixture(|name, text| {
        let mut end = 0;
        for token in all_tokens(text) {
            let written = token.span.slice(text);
            assert!(token.span.start >= end && !written.is_empty(), "{name}: {token:?}");
            assert!(!written.contains(['\n', '\r']), "{name}: {token:?} {written:?}");
            // A token contains complete escapes.
            assert!(!written.ends_with('\\') || written.ends_with("\\\\"), "{name}: {token:?} {written:?}");
            end = token.span.end;
        }
    });
}
