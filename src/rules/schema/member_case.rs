//! `member-case`

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "member-case",
    group: Group::Schema,
    severity: Severity::Warning,
    fix: FixKind::Safe,
    summary: "a member's name in the wrong case",
    page: rule_page!("member-case"),
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
            .passes(&[r#"{"isTemplate": false, "comment": 1}"#])
            .fails(&[
                (r#"{"jobinfo": {}}"#, "/jobinfo", "\"jobinfo\""),
                (r#"{"fieldsMap": [{"IsKey": true}]}"#, "/fieldsMap/0/IsKey", "\"IsKey\""),
            ])
            .fixes(&[(r#"{"jobinfo": {}}"#, r#"{"jobInfo": {}}"#)])
            .check_doc_examples();
    }
}
