//! `disables-created-account`

use std::collections::BTreeSet;

use crate::catalog::is_disable_account_attribute;
use crate::job::{FieldRow, RowTransform};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "disables-created-account",
    group: Group::Mapping,
    severity: Severity::Warning,
    summary: "job both creates and disables accounts",
    page: rule_page!("disables-created-account"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    // Fast path: few jobs have such a row.
    if !job.rows.iter().any(|row| is_disable_account_attribute(row.destination())) {
        return;
    }
    let mut seen = BTreeSet::new();
    for (number, option) in job.selected_objects().filter(|(_, option)| option.creates() == Some(true)) {
        let row = job
            .rows_for_type(number)
            .iter()
            .find(|row| is_disable_account_attribute(row.destination()) && !is_always_enabled(job, row));
        let (Some(row), Some(create), true) = (row, option.is_create, seen.insert(number)) else { continue };
        let (Some(field), Some(object_type)) = (row.destination_field, option.object_type) else { continue };
        let name = ctx.quote(field);
        ctx.report(create)
            .message(format!(
                "the job disables accounts and creates missing ones for object type {}",
                option.describe()
            ))
            .label("creates an account for every row without a match")
            .related(field, format!("{name} disables accounts"))
            .subject(Subject::object_type(job, number))
            .subject(object_type)
            // If nothing is created, no container is required.
            .subject(option.container_value.unwrap_or(object_type))
            .help(
                "set `isCreate` to `false` and create accounts in another job: otherwise, everyone who \
                 left and no longer has an account gets a new one",
            );
    }
}

/// Whether the row writes `False` for every object, so that no account is disabled.
fn is_always_enabled(job: &Job, row: &FieldRow<'_>) -> bool {
    let value = job.transform_of(row).and_then(RowTransform::static_value);
    value.is_some_and(|value| value.text.trim().eq_ignore_ascii_case("false"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::linter::{FileOrigin, Linter, Scratch};
    use crate::rules::builders::{JobBuilder, job};
    use crate::rules::testing::Tester;

    const STATIC_TRUE: &str = "Static:value=True";

    #[allow(clippy::needless_pass_by_value)]
    fn job_with(field: &str, transform: &str, is_selected: bool, is_create: Value) -> JobBuilder {
        job()
            .destination("Active Directory")
            .row(json!({ "destinationField": field, "transform": transform, "objectType": 1 }))
            .object(json!({ "objectType": 1, "isSelected": is_selected, "isCreate": is_create }))
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for (field, transform, is_selected, is_create) in [
            ("Disable Account", STATIC_TRUE, true, json!(false)),
            ("Disable Account", STATIC_TRUE, true, json!(null)),
            ("Disable Account", STATIC_TRUE, false, json!(true)),
            ("Disable Account", "Static:value=false", true, json!(true)),
            ("accountEnabled", STATIC_TRUE, true, json!(true)),
        ] {
            tester.passes(&[&job_with(field, transform, is_selected, is_create).text()]);
        }
        for (field, transform) in [
            ("Disable Account", STATIC_TRUE),
            ("disableAccount", "Script:text=DTM.Result = DTM.Source(\"Left\")"),
            ("Disable Account", ""),
        ] {
            let text = job_with(field, transform, true, json!(true)).text();
            tester.fails(&[(&text, "/objectsOption/0/isCreate", "true")]);
        }
        tester.check_doc_examples();
    }

    #[test]
    fn does_not_report_creation_requirements() {
        let text = job()
            .destination("Active Directory")
            .row(json!({
                "destinationField": "Disable Account", "transform": STATIC_TRUE,
                "objectType": 1, "isKey": true
            }))
            .object(json!({
                "objectType": 1, "isSelected": true, "isCreate": true,
                "containerOption": "1", "containerOptionValue": ""
            }))
            .text();
        let result = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let rules: Vec<&str> = result.diagnostics.iter().map(|found| found.rule).collect();
        assert!(rules.contains(&RULE.name), "{rules:?}");
        assert!(
            !rules.contains(&"mandatory-attribute") && !rules.contains(&"missing-container"),
            "{rules:?}"
        );
    }
}
