//! `key-not-create-only`

use crate::diagnostic::{Fix, Severity};
use crate::job::Job;
use crate::rule::{Check, FixKind, Group, RuleContext, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "key-not-create-only",
    group: Group::Mapping,
    severity: Severity::Error,
    fix: FixKind::Safe,
    superseded_by: &[],
    summary: "a key field that is not marked \"New only\"",
    docs: r#"
A key identifies an object, so the job must not change it afterwards. The portal marks every key field
"New only" and lets nobody take the mark away ("Object Fields and Mapping"): a key with
`"forCreateOnly": false` is something the product itself cannot make.

## Wrong

```json
{ "fieldsMap": [{ "destinationField": "sAMAccountName", "isKey": true, "forCreateOnly": false }] }
```

## Right

```json
{ "fieldsMap": [{ "destinationField": "sAMAccountName", "isKey": true, "forCreateOnly": true }] }
```
"#,
    check: Check::Job(check),
};

fn check(job: &Job<'_>, report: &mut RuleContext<'_, '_>) {
    for row in &job.rows {
        let Some(create_only) = row.for_create_only.filter(|_| row.is_key_field() == Some(true)) else { continue };
        if create_only.boolean() != Some(false) {
            continue;
        }
        let name = row.destination_field.map_or_else(|| "without a name".to_owned(), |field| report.quote(field));
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
        Tester(&RULE)
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
