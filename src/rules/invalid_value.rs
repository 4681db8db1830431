//! `invalid-value`

use crate::diagnostic::Severity;
use crate::rule::{Check, FixKind, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-value",
    group: Group::Schema,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    superseded_by: &["setting-data-type"],
    summary: "a value that the member cannot have",
    docs: r#"
Some members take one of a few words (`queryType` is `SQL` or `GroupID`, "Schedule and Notification")
or text of a certain form (times are ISO 8601).

## Wrong

```json
{ "syncQuery": [{ "queryType": "Sql" }] }
```

## Right

```json
{ "syncQuery": [{ "queryType": "SQL" }] }
```
"#,
    check: Check::Builtin,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester(&RULE)
            .passes(&[
                r#"{"jobInfo": {"created": "2024-06-04T09:45:25.13Z"}}"#,
                r#"{"jobInfo": {"created": "2024-06-04T10:45:47Z", "modified": null}}"#,
                r#"{"jobInfo": {"created": "2024-06-04T10:45:47.1234567+02:00"}}"#,
                r#"{"syncQuery": [{"queryType": "GroupID"}]}"#,
            ])
            .fails(&[
                (r#"{"syncQuery": [{"queryType": "GroupId"}]}"#, "/syncQuery/0/queryType", "\"GroupId\""),
                (r#"{"jobInfo": {"created": "yesterday"}}"#, "/jobInfo/created", "\"yesterday\""),
                (r#"{"settings": [{"key": "a", "dataType": "System.Strng"}]}"#, "/settings/0/dataType", "\"System.Strng\""),
            ])
            .fixes(&[(r#"{"syncQuery": [{"queryType": "sql"}]}"#, r#"{"syncQuery": [{"queryType": "SQL"}]}"#)])
            .check_doc_examples();
    }
}
