//! `key-not-create-only`

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "key-not-create-only",
    group: Group::Mapping,
    severity: Severity::Error,
    fix: FixKind::Safe,
    summary: "key field is not marked \"New only\"",
    page: rule_page!("key-not-create-only"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for row in job.rows.iter().filter(|row| row.is_key_field() == Some(true)) {
        let Some(create_only) = row.for_create_only.filter(|value| value.boolean() == Some(false)) else {
            continue;
        };
        let name =
            row.destination_field.map_or_else(|| "without a name".to_owned(), |field| ctx.quote(field));
        let finding = ctx
            .report(create_only)
            .message(format!("key field {name} is not create-only"))
            .help(
                "set it to `true`: a key must not change after the object has been created, and the portal \
                 always marks it \"New only\"",
            )
            .fix(Fix::safe("mark it create-only").replace(create_only.span(), "true"));
        if let Some(is_key) = row.is_key {
            finding.related(is_key, "marked as the key here");
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
