//! `disables-created-account`

use std::collections::BTreeSet;

use crate::catalog::is_disable_account_attribute;
use crate::job::{FieldRow, RowTransform};
use crate::rule::Subject;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "disables-created-account",
    group: Group::Mapping,
    severity: Severity::Warning,
    summary: "a job that disables accounts and creates those that are missing",
    page: rule_page!("disables-created-account"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    // Few jobs have such a row.
    if !job.rows.iter().any(|row| is_disable_account_attribute(row.destination())) {
        return;
    }
    let mut seen = BTreeSet::new();
    for (number, option) in job.selected_objects().filter(|(_, option)| option.creates() == Some(true)) {
        let row = job
            .rows_for_type(number)
            .iter()
            .find(|row| is_disable_account_attribute(row.destination()) && !sets_enabled(job, row));
        let (Some(row), Some(create), true) = (row, option.is_create, seen.insert(number)) else { continue };
        let (Some(field), Some(object_type)) = (row.destination_field, option.object_type) else { continue };
        let name = report.quote(field);
        report
            .report(create)
            .message(format!("the job disables accounts and creates missing ones, for object type {}", option.describe()))
            .label("who is missing is created")
            .related(field, format!("{name} disables accounts"))
            .subject(Subject::ObjectType { job: job.value.id(), number })
            .subject(object_type)
            // Where nothing is to be created, no container is missing.
            .subject(option.container_value.unwrap_or(object_type))
            .help(
                "set `isCreate` to `false` and create accounts in another job: else everybody who left and has no account \
                 any more gets one",
            );
    }
}

/// Whether the row says for everybody that the account is not disabled.
fn sets_enabled(job: &Job, row: &FieldRow<'_>) -> bool {
    let fixed = job.transform_of(row).and_then(RowTransform::static_value);
    fixed.is_some_and(|value| value.text.trim().eq_ignore_ascii_case("false"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::{FileOrigin, Linter, Scratch};
    use crate::rules::testing::Tester;

    fn job(field: &str, transform: &str, option: &str) -> String {
        format!(
            r#"{{"fieldsMap": [{{"destinationField": "{field}", "transform": "{transform}", "objectType": 1}}], "objectsOption": [{{"objectType": 1, {option}}}], "settings": [{{"key": "Destination.ProviderName", "value": "Active Directory"}}]}}"#
        )
    }

    #[test]
    fn table() {
        let passing = [
            job("Disable Account", "Static:value=True", r#""isSelected": true, "isCreate": false"#),
            job("Disable Account", "Static:value=True", r#""isSelected": true"#),
            job("Disable Account", "Static:value=True", r#""isSelected": false, "isCreate": true"#),
            job("Disable Account", "Static:value=false", r#""isSelected": true, "isCreate": true"#),
            job("accountEnabled", "Static:value=True", r#""isSelected": true, "isCreate": true"#),
        ];
        let passing: Vec<&str> = passing.iter().map(String::as_str).collect();
        let create = r#""isSelected": true, "isCreate": true"#;
        Tester::new(&RULE)
            .passes(&passing)
            .fails(&[
                (&job("Disable Account", "Static:value=True", create), "/objectsOption/0/isCreate", "true"),
                (
                    &job("disableAccount", "Script:text=DTM.Result = DTM.Source(\\\"Left\\\")", create),
                    "/objectsOption/0/isCreate",
                    "true",
                ),
                (&job("Disable Account", "", create), "/objectsOption/0/isCreate", "true"),
            ])
            .check_doc_examples();
    }

    #[test]
    fn does_not_report_creation_requirements() {
        let option =
            r#""isSelected": true, "isCreate": true, "containerOption": "1", "containerOptionValue": """#;
        let text = job("Disable Account", "Static:value=True", option)
            .replace("}], \"objectsOption\"", r#", "isKey": true}], "objectsOption""#);
        let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let others = ["mandatory-attribute", "missing-container"];
        assert!(checked.diagnostics.iter().any(|found| found.rule == RULE.name));
        assert!(
            !checked.diagnostics.iter().any(|found| others.contains(&found.rule)),
            "{:#?}",
            checked.diagnostics
        );
    }
}
