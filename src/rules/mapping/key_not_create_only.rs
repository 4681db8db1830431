//! `key-not-create-only`

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "key-not-create-only",
    group: Group::Mapping,
    severity: Severity::Error,
    fix: FixKind::Safe,
    summary: "a key field that is not marked \"New only\"",
    page: rule_page!("key-not-create-only"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    for row in &job.rows {
        let Some(create_only) = row.for_create_only.filter(|_| row.is_key_field() == Some(true)) else {
            continue;
        };
        if create_only.boolean() != Some(false) {
            continue;
        }
        let name =
            row.destination_field.map_or_else(|| "without a name".to_owned(), |field| report.quote(field));
        let finding = report
            .report(create_only)
            .message(format!("key field {name} is not create-only"))
            .help("write `true`: a key must not change once the object exists, and the portal always marks it \"New only\"")
            .fix(Fix::safe("mark it create-only").replace(create_only.span(), "true"));
        if let Some(key) = row.is_key {
            finding.related(key, "it is the key");
        }
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
                r#"{"fieldsMap": [{"isKey": false, "forCreateOnly": false}, {"isKey": true, "forCreateOnly": true}]}"#,
                r#"{"fieldsMap": [{"isKey": true}, {"isKey": "true", "forCreateOnly": false}]}"#,
            ])
            .fails(&[(
                r#"{"fieldsMap": [{"destinationField": "cn", "isKey": true, "forCreateOnly": false}]}"#,
                "/fieldsMap/0/forCreateOnly",
                "false",
            )])
            .fixes(&[(
                r#"{"fieldsMap": [{"isKey": true, "forCreateOnly": false}]}"#,
                r#"{"fieldsMap": [{"isKey": true, "forCreateOnly": true}]}"#,
            )])
            .check_doc_examples();
    }
}
