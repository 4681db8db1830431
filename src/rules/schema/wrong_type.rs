//! `wrong-type`

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "wrong-type",
    group: Group::Schema,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    summary: "a value of another type than the member has",
    page: rule_page!("wrong-type"),
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
