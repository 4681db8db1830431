//! `invalid-value`

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "invalid-value",
    group: Group::Schema,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    superseded_by: &["setting-data-type"],
    summary: "a value that the member cannot have",
    page: rule_page!("invalid-value"),
    check: Check::Builtin,
    ..Rule::DEFAULT
};

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
