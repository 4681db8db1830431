//! `invalid-value`

use crate::json::NodeKind;
use crate::rules::prelude::*;
use crate::schema::{Constraint, Violation};
use crate::text::{closest_match, quoted_list, truncate};

use super::{describe_node, marked_location};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-value",
    group: Group::Schema,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    superseded_by: &["setting-data-type"],
    summary: "value that the member does not allow",
    page: rule_page!("invalid-value"),
    check: Check::Schema(check),
    ..Rule::DEFAULT
};

/// Number of characters that a message quotes.
const MAX_SHOWN: usize = 40;

fn check(violation: &Violation, ctx: &mut RuleContext) {
    let Violation::InvalidValue { node, constraint } = violation else { return };
    let document = ctx.document();
    let name = describe_node(document, *node);
    let value = NodeRef::new(document, *node);
    let written = value.text().unwrap_or_else(|| document.raw(*node));
    let diagnostic = ctx.report_bytes(marked_location(document, *node));
    match constraint {
        Constraint::OneOf(allowed) => {
            let allowed: Vec<&str> = allowed.iter().map(String::as_str).collect();
            let closest = closest_match(written, allowed.iter().copied());
            let diagnostic = diagnostic
                .message(format!("{name} cannot be `{}`", truncate(written, MAX_SHOWN)))
                .help(help_for_choices(&allowed, closest));
            if let Some(closest) = closest
                && value.kind() == NodeKind::String
            {
                diagnostic.replace_unsafe(Location::string_content(value), closest);
            }
        }
        Constraint::Minimum(limit) => {
            diagnostic.message(format!("{name} is too small")).help(format!("the minimum is {limit}"));
        }
        Constraint::Maximum(limit) => {
            diagnostic.message(format!("{name} is too large")).help(format!("the maximum is {limit}"));
        }
        Constraint::Format { example } => {
            diagnostic
                .message(format!("{name} has an invalid format: `{}`", truncate(written, MAX_SHOWN)))
                .help(example.as_ref().map_or_else(
                    || "see its description in `joblint schema job`".to_owned(),
                    |example| format!("write it like `{example}`"),
                ));
        }
    }
}

fn help_for_choices(allowed: &[&str], closest: Option<&str>) -> String {
    match closest {
        Some(closest) if allowed.len() > 5 => format!("did you mean `{closest}`?"),
        Some(closest) => {
            format!("did you mean `{closest}`? Allowed values are {}", quoted_list(allowed, "and"))
        }
        None => format!("allowed values are {}", quoted_list(allowed, "and")),
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
                r#"{"jobInfo": {"created": "2024-06-04T09:45:25.13Z"}}"#,
                r#"{"jobInfo": {"created": "2024-06-04T10:45:47Z", "modified": null}}"#,
                r#"{"jobInfo": {"created": "2024-06-04T10:45:47.1234567+02:00"}}"#,
                r#"{"syncQuery": [{"queryType": "GroupID"}]}"#,
            ])
            .fails(&[
                (r#"{"syncQuery": [{"queryType": "GroupId"}]}"#, "/syncQuery/0/queryType", "\"GroupId\""),
                (r#"{"jobInfo": {"created": "yesterday"}}"#, "/jobInfo/created", "\"yesterday\""),
                (
                    r#"{"settings": [{"key": "a", "dataType": "System.Strng"}]}"#,
                    "/settings/0/dataType",
                    "\"System.Strng\"",
                ),
            ])
            .fixes(&[(
                r#"{"syncQuery": [{"queryType": "sql"}]}"#,
                r#"{"syncQuery": [{"queryType": "SQL"}]}"#,
            )])
            .check_doc_examples();
    }
}
