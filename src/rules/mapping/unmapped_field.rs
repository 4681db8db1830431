//! `unmapped-field`

use crate::job::FieldRow;
use crate::json::NodeKind;
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "unmapped-field",
    group: Group::Mapping,
    severity: Severity::Warning,
    summary: "a row of the field map that fills nothing, or from nothing",
    page: rule_page!("unmapped-field"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    for row in &job.rows {
        let (Some(field), Some(source), Some(transform)) =
            (row.destination_field, row.source_field, row.transform)
        else {
            continue;
        };
        let from_nothing = is_empty(source) && is_empty(transform);
        if is_empty(field) {
            let finding = report.report(field);
            if from_nothing {
                finding
                    .message("this row of the field map is empty")
                    .label("no destination field, no source field, no transform")
                    .help("remove the row, or say which field it fills and with what");
            } else {
                finding
                    .message("this row of the field map fills no field")
                    .label("no destination field")
                    .help("name the destination field that receives the value, or remove the row");
            }
        } else if from_nothing && !is_generated(job, row) {
            let name = report.quote(field);
            let is_password = row.fills_password();
            let finding = report
                .report(source)
                .message(format!("nothing fills destination field {name}"))
                .label("neither a source field nor a transform")
                .related(field, "the field that stays empty");
            if is_password {
                finding.help(
                    "write a placeholder that is filled in at submission, such as `Static:value=${INITIAL_PASSWORD}`: the \
                     product blanks passwords when a job is read back",
                );
            } else {
                finding.help("name a source field here, write a `transform`, or remove the row");
            }
        }
    }
}

/// An empty text, or none at all; a value of a wrong type is not blank.
fn is_empty(value: NodeRef<'_>) -> bool {
    value.kind() == NodeKind::Null || value.text().is_some_and(is_blank)
}

/// Whether the product may make the value itself: a password with options, unless they say that
/// somebody types it (`passwordType` 0; the other numbers are not public).
fn is_generated(job: &Job, row: &FieldRow<'_>) -> bool {
    let has_options = row.options.and_then(NodeRef::text).is_some_and(|options| !is_blank(options));
    if !has_options || !row.fills_password() {
        return false;
    }
    let kind = job.password_options_of(row).and_then(|options| options.integer("passwordType"));
    kind.is_none_or(|(kind, _)| kind != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                r#"{"fieldsMap": [{"sourceField": "", "destinationField": "cn", "transform": "Static:value="}]}"#,
                r#"{"fieldsMap": [{"sourceField": "First", "destinationField": "cn", "transform": null}]}"#,
                r#"{"fieldsMap": [{"sourceField": "${SOURCE}", "destinationField": "cn", "transform": ""}]}"#,
                // Members that are missing or of a wrong type are reported as that.
                r#"{"fieldsMap": [{"sourceField": "", "destinationField": "cn"}, {"destinationField": "", "transform": 1}]}"#,
                r#"{"fieldsMap": [{"sourceField": "", "destinationField": "cn", "transform": 1}]}"#,
                // Generated, or who knows.
                r#"{"fieldsMap": [{"sourceField": "", "destinationField": "password", "transform": "", "options": "{\"passwordType\":1}"}]}"#,
                r#"{"fieldsMap": [{"sourceField": "", "destinationField": "password", "transform": "", "options": "{passwordType"}]}"#,
            ])
            .fails(&[
                (
                    r#"{"fieldsMap": [{"sourceField": " ", "destinationField": "cn", "transform": null}]}"#,
                    "/fieldsMap/0/sourceField",
                    "\" \"",
                ),
                (
                    r#"{"fieldsMap": [{"sourceField": "First", "destinationField": "", "transform": ""}]}"#,
                    "/fieldsMap/0/destinationField",
                    "\"\"",
                ),
                (
                    r#"{"fieldsMap": [{"sourceField": "", "destinationField": "", "transform": ""}]}"#,
                    "/fieldsMap/0/destinationField",
                    "\"\"",
                ),
                (
                    r#"{"fieldsMap": [{"sourceField": "", "destinationField": "password", "transform": "", "options": "{\"passwordType\":0}"}]}"#,
                    "/fieldsMap/0/sourceField",
                    "\"\"",
                ),
                (
                    r#"{"fieldsMap": [{"sourceField": "", "destinationField": "cn", "transform": "", "options": "{\"passwordType\":1}"}]}"#,
                    "/fieldsMap/0/sourceField",
                    "\"\"",
                ),
            ])
            .check_doc_examples();
    }
}
