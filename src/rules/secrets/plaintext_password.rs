//! `plaintext-password`

use crate::job::has_placeholder;
use crate::rule::Location;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "plaintext-password",
    group: Group::Secrets,
    severity: Severity::Warning,
    superseded_by: &["weak-password"],
    summary: "a password in clear text",
    page: rule_page!("plaintext-password"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    for transform in job.transforms() {
        let (Some(password), Some(field)) = (transform.static_value(), transform.row.destination_field)
        else {
            continue;
        };
        if !transform.row.fills_password() || password.text.is_empty() || has_placeholder(password.text) {
            continue;
        }
        let Some(decoded) = transform.decoded() else { continue };
        let name = report.quote(field);
        report
            .report(Location::in_decoded_string(transform.value, &decoded, password.range.clone()))
            .message(format!("the password for {name} stands here in clear text"))
            .label("readable by everyone who can read the file")
            .help(
                "write a placeholder that is filled in at submission, such as `Static:value=${INITIAL_PASSWORD}`, \
                 and change the password if this was ever committed",
            );
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
                r#"{"fieldsMap": [{"destinationField": "password", "transform": "Static:value="}]}"#,
                r#"{"fieldsMap": [{"destinationField": "password", "transform": "Static:value={{ vault.hr }}"}]}"#,
                r#"{"fieldsMap": [{"destinationField": "password", "transform": "Static:value=%INITIAL_PASSWORD%"}]}"#,
                r#"{"fieldsMap": [{"destinationField": "password", "transform": "Script:text=DTM.Result = DTM.Source(\"Pw\")"}]}"#,
                r#"{"fieldsMap": [{"destinationField": "password", "sourceField": "Password", "transform": ""}]}"#,
                r#"{"fieldsMap": [{"destinationField": "pwdLastSet", "transform": "Static:value=0"}]}"#,
                r#"{"fieldsMap": [{"destinationField": "groupType", "transform": "Static:value=8"}]}"#,
            ])
            .fails(&[
                (
                    r#"{"fieldsMap": [{"destinationField": "unicodePwd", "transform": "Static:value=Win\"ter"}]}"#,
                    "/fieldsMap/0/transform",
                    "Win\\\"ter",
                ),
                (
                    r#"{"fieldsMap": [{"destinationField": "PASSWORD", "transform": "static:value=x"}]}"#,
                    "/fieldsMap/0/transform",
                    "x",
                ),
            ])
            .check_doc_examples();
    }
}
