//! `wrong-type`

use crate::json::{Document, NodeId, NodeKind};
use crate::rules::prelude::*;
use crate::schema::{JsonType, Violation};
use crate::text::Span;

use super::{describe_node, marked_location};

pub(crate) static RULE: Rule = Rule {
    name: "wrong-type",
    group: Group::Schema,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    summary: "value of the wrong type",
    page: rule_page!("wrong-type"),
    check: Check::Schema(check),
    ..Rule::DEFAULT
};

fn check(violation: &Violation, ctx: &mut RuleContext) {
    let Violation::WrongType { node, expected } = violation else { return };
    let document = ctx.document();
    let types: Vec<&str> = expected.iter().map(|kind| describe_type(*kind)).collect();
    let actual = describe_kind(document.kind(*node));
    let diagnostic = ctx
        .report_bytes(marked_location(document, *node))
        .message(format!("{} must be {}, not {actual}", describe_node(document, *node), types.join(" or ")))
        .label(format!("this is {actual}"))
        .help("the server refuses a job with a member of the wrong type");
    if let Some(fix) = expected.iter().find_map(|kind| convert(document, *node, *kind)) {
        diagnostic.fix(fix);
    }
}

/// Writes the value as another type, if nothing is lost.
fn convert(document: &Document<'_>, node: NodeId, expected: JsonType) -> Option<Fix> {
    let span = document.span(node);
    let content = document.content(node);
    match (document.kind(node), expected) {
        (NodeKind::String, JsonType::Integer | JsonType::Number) => {
            let (open, close) = (Span::new(span.start, span.start + 1), Span::new(span.end - 1, span.end));
            (is_canonical_integer(content) && span.len() > 2)
                .then(|| Fix::unsafe_("remove the quotes").delete(open).delete(close))
        }
        (NodeKind::String, JsonType::Boolean) => {
            let lower = content.to_ascii_lowercase();
            matches!(lower.as_str(), "true" | "false")
                .then(|| Fix::unsafe_(format!("write `{lower}` without quotes")).replace(span, lower))
        }
        (NodeKind::Number, JsonType::String) => {
            Some(Fix::unsafe_("put it in quotes").insert(span.start, "\"").insert(span.end, "\""))
        }
        // Settings use the .NET spelling.
        (NodeKind::True, JsonType::String) => {
            Some(Fix::unsafe_("write `\"True\"`").replace(span, "\"True\""))
        }
        (NodeKind::False, JsonType::String) => {
            Some(Fix::unsafe_("write `\"False\"`").replace(span, "\"False\""))
        }
        _ => None,
    }
}

fn is_canonical_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let has_leading_zero = digits.starts_with('0') && digits != "0";
    !digits.is_empty() && !has_leading_zero && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn describe_type(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Null => "`null`",
        JsonType::Boolean => "a boolean",
        JsonType::Integer => "an integer",
        JsonType::Number => "a number",
        JsonType::String => "a string",
        JsonType::Array => "an array",
        JsonType::Object => "an object",
    }
}

fn describe_kind(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Null => "`null`",
        NodeKind::True => "`true`",
        NodeKind::False => "`false`",
        NodeKind::Number => "a number",
        NodeKind::String => "a string",
        NodeKind::Array => "an array",
        NodeKind::Object => "an object",
        NodeKind::Invalid => "invalid",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                r#"{"fieldsMap": [{"options": null}, {"options": ""}, {"options": "{}"}]}"#,
                r#"{"isTemplate": false, "sourceSchema": null, "jobInfo": {"collectionId": null, "jobId": 7}}"#,
                r#"{"isTemplate": oops}"#,
            ])
            .fails(&[
                (r#"{"fieldsMap": [{"isKey": "true"}]}"#, "/fieldsMap/0/isKey", "\"true\""),
                (r#"{"jobInfo": {"runOrder": "1"}}"#, "/jobInfo/runOrder", "\"1\""),
                (r#"{"jobInfo": {"runOrder": 1.5}}"#, "/jobInfo/runOrder", "1.5"),
                (r#"{"fieldsMap": {"a": 1}}"#, "/fieldsMap", "{"),
                (r#"{"settings": [{"key": "a", "dataType": "System.String", "value": true}]}"#, "/settings/0/value", "true"),
                (r#"{"fieldsMap": [7]}"#, "/fieldsMap/0", "7"),
            ])
            .fixes(&[
                (r#"{"jobInfo": {"runOrder": "1"}}"#, r#"{"jobInfo": {"runOrder": 1}}"#),
                (r#"{"jobInfo": {"name": 1}}"#, r#"{"jobInfo": {"name": "1"}}"#),
                (r#"{"isTemplate": "True"}"#, r#"{"isTemplate": true}"#),
                (r#"{"settings": [{"dataType": "System.String", "value": true}]}"#, r#"{"settings": [{"dataType": "System.String", "value": "True"}]}"#),
            ])
            .check_doc_examples();
    }
}
