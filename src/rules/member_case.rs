//! `member-case`

use crate::diagnostic::Severity;
use crate::rule::{Check, FixKind, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "member-case",
    group: Group::Schema,
    severity: Severity::Warning,
    fix: FixKind::Safe,
    superseded_by: &[],
    summary: "a member's name in the wrong case",
    docs: r#"
JSON names are compared letter by letter. The server seems to accept any case, since the published
requests mix them, but nothing promises it, and scripts that read the file will not find the member.

## Wrong

```json
{ "IsTemplate": false, "hasAccess": true }
```

## Right

```json
{ "isTemplate": false, "hasAccess": true }
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
            .passes(&[r#"{"isTemplate": false, "comment": 1}"#])
            .fails(&[
                (r#"{"jobinfo": {}}"#, "/jobinfo", "\"jobinfo\""),
                (r#"{"fieldsMap": [{"IsKey": true}]}"#, "/fieldsMap/0/IsKey", "\"IsKey\""),
            ])
            .fixes(&[(r#"{"jobinfo": {}}"#, r#"{"jobInfo": {}}"#)])
            .check_doc_examples();
    }
}
