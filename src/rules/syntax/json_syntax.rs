//! `json-syntax`

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "json-syntax",
    group: Group::Syntax,
    severity: Severity::Error,
    fix: FixKind::SafeOrUnsafe,
    summary: "the file is not JSON",
    page: rule_page!("json-syntax"),
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
                r#"{"isTemplate": false}"#,
                "{\"isTemplate\": 1e999, \"hasAccess\": \"\\ud800\"}",
                // What is no job is not complained about.
                "{ // a comment\n \"compilerOptions\": {}, }",
            ])
            .fails(&[
                (r#"{"isTemplate": false,}"#, "", ","),
                (r#"{"isTemplate": false "hasAccess": true}"#, "", ""),
                (r#"{"fieldsMap": [1,, 2]}"#, "/fieldsMap", ","),
                (r#"{"isTemplate": True}"#, "", "True"),
                (r#"{"jobInfo": {"name": "Hire}}"#, "/jobInfo", "\"Hire"),
                (r#"{"isTemplate": false} x"#, "", "x"),
                ("", "", ""),
            ])
            .fixes(&[
                (r#"{"isTemplate": false,}"#, r#"{"isTemplate": false}"#),
                (r#"{"isTemplate": false "a": 1}"#, r#"{"isTemplate": false, "a": 1}"#),
                (r#"{'isTemplate': 0}"#, r#"{"isTemplate": 0}"#),
                (r#"{"isTemplate": None}"#, r#"{"isTemplate": null}"#),
                ("{\"isTemplate\": 0 /* x */}", "{\"isTemplate\": 0 }"),
            ])
            .check_doc_examples();
    }
}
