//! `unmapped-field`

use crate::job::FieldRow;
use crate::json::NodeKind;
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "unmapped-field",
    group: Group::Mapping,
    severity: Severity::Warning,
    tags: &[Tag::Unnecessary],
    summary: "field-map row without a destination field, or without a source field and transform",
    page: rule_page!("unmapped-field"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for row in &job.rows {
        let (Some(field), Some(source), Some(transform)) =
            (row.destination_field, row.source_field, row.transform)
        else {
            continue;
        };
        let has_value = !is_empty(source) || !is_empty(transform);
        if is_empty(field) {
            report_missing_destination(field, has_value, ctx);
        } else if !has_value && !is_generated(job, row) {
            let name = ctx.quote(field);
            ctx.report(source)
                .message(format!("no value for destination field {name}"))
                .label("neither a source field nor a transform")
                .related(field, "this field stays empty")
                .help(if row.fills_password() {
                    "use a placeholder that is replaced at submission, such as \
                     `Static:value=${INITIAL_PASSWORD}`: the product removes passwords when it returns a \
                     job"
                } else {
                    "specify a source field here, write a `transform`, or remove the row"
                });
        }
    }
}

fn report_missing_destination(field: NodeRef<'_>, has_value: bool, ctx: &mut RuleContext) {
    let (message, label, help) = if has_value {
        (
            "this row of the field map has no destination field",
            "no destination field",
            "specify the destination field that receives the value, or remove the row",
        )
    } else {
        (
            "this row of the field map is empty",
            "no destination field, no source field, no transform",
            "remove the row, or specify its destination field and where the value comes from",
        )
    };
    ctx.report(field).message(message).label(label).help(help);
}

/// Whether the value is blank or `null`; a value of a wrong type is not empty.
fn is_empty(value: NodeRef<'_>) -> bool {
    value.kind() == NodeKind::Null || value.text().is_some_and(is_blank)
}

/// Whether the product may generate the value: a password with options, unless `passwordType` is 0. The
/// other types are not documented.
fn is_generated(job: &Job, row: &FieldRow<'_>) -> bool {
    let has_options = row.options.and_then(NodeRef::text).is_some_and(|options| !is_blank(options));
    if !has_options || !row.fills_password() {
        return false;
    }
    let password_type = job.password_options_of(row).and_then(|options| options.integer("passwordType"));
    password_type.is_none_or(|(password_type, _)| password_type != 0)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::rules::builders::job;
    use crate::rules::testing::Tester;

    #[allow(clippy::needless_pass_by_value)]
    fn job_with_row(source: &str, destination: &str, transform: Value, options: Option<&str>) -> String {
        let mut row =
            json!({ "sourceField": source, "destinationField": destination, "transform": transform });
        if let Some(options) = options {
            row["options"] = json!(options);
        }
        job().row(row).text()
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        tester.passes(&[
            &job_with_row("", "cn", json!("Static:value="), None),
            &job_with_row("First", "cn", json!(null), None),
            &job_with_row("${SOURCE}", "cn", json!(""), None),
            // Missing members and wrong types have their own rules.
            r#"{"fieldsMap": [{"sourceField": "", "destinationField": "cn"}, {"destinationField": "", "transform": 1}]}"#,
            &job_with_row("", "cn", json!(1), None),
            // Generated, or possibly generated.
            &job_with_row("", "password", json!(""), Some(r#"{"passwordType":1}"#)),
            &job_with_row("", "password", json!(""), Some("{passwordType")),
        ]);
        tester
            .fails(&[
                (&job_with_row(" ", "cn", json!(null), None), "/fieldsMap/0/sourceField", "\" \""),
                (&job_with_row("First", "", json!(""), None), "/fieldsMap/0/destinationField", "\"\""),
                (&job_with_row("", "", json!(""), None), "/fieldsMap/0/destinationField", "\"\""),
                (
                    &job_with_row("", "password", json!(""), Some(r#"{"passwordType":0}"#)),
                    "/fieldsMap/0/sourceField",
                    "\"\"",
                ),
                (
                    &job_with_row("", "cn", json!(""), Some(r#"{"passwordType":1}"#)),
                    "/fieldsMap/0/sourceField",
                    "\"\"",
                ),
            ])
            .check_doc_examples();
    }
}
