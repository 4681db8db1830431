//! `one-key-field`

use crate::catalog::{Directory, usual_key};
use crate::job::{FieldRow, ObjectOption, SideName};
use crate::rule::RuleOption;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "one-key-field",
    group: Group::Mapping,
    severity: Severity::Error,
    superseded_by: &["object-type-mismatch", "duplicate-destination"],
    summary: "object type does not have exactly one key field",
    page: rule_page!("one-key-field"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

pub(crate) static ALLOW_SEVERAL: RuleOption = RuleOption {
    rule: "one-key-field",
    name: "allow-several",
    default: false,
    description: "allow more than one key field for an object type",
};

fn check(job: &Job, ctx: &mut RuleContext) {
    if job.field_map.is_none() {
        return;
    }
    let has_row_without_type = job.has_row_without_type();
    let allows_several = ctx.option(&ALLOW_SEVERAL);
    let (mut without_key, mut with_several) = (Vec::new(), Vec::new());
    for (number, option) in job.selected_types() {
        let rows = job.rows_for_type(number);
        let keys: Vec<&FieldRow<'_>> = rows.iter().filter(|row| row.is_key_field() == Some(true)).collect();
        if keys.len() > 1 {
            if !allows_several {
                with_several.push((option, keys));
            }
        } else if keys.is_empty()
            && !has_row_without_type
            && rows.iter().all(|row| row.is_key_field().is_some())
        {
            without_key.push(option);
        }
    }
    // A key with the wrong object type is a single mistake.
    if let ([option_without_key], [(option, keys)]) = (without_key.as_slice(), with_several.as_slice())
        && keys.len() == 2
    {
        report_several_keys(option, keys, Some(option_without_key), ctx);
        return;
    }
    without_key.iter().for_each(|option| report_missing_key(job, option, ctx));
    with_several.iter().for_each(|(option, keys)| report_several_keys(option, keys, None, ctx));
}

fn report_missing_key(job: &Job, option: &ObjectOption<'_>, ctx: &mut RuleContext) {
    let Some(object_type) = option.object_type else { return };
    let directory = job.side(SideName::Destination).provider().and_then(Directory::from_provider);
    let usual = directory.zip(option.kind()).and_then(|(directory, kind)| usual_key(directory, kind));
    let usually = usual.map(|usual| format!(", usually the row of `{usual}`")).unwrap_or_default();
    let finding = ctx
        .report(object_type)
        .message(format!("no key field for object type {}", option.describe()))
        .label("no row identifies these objects")
        .help(format!(
            "set `\"isKey\": true` on the row that identifies the object{usually}: without a key, the job \
             cannot tell which objects already exist"
        ));
    let is_usual = |row: &&FieldRow<'_>| {
        let names = row.literal_destination().zip(directory).zip(usual);
        names.is_some_and(|((name, directory), usual)| directory.refers_to(name, usual))
    };
    let row = option.type_number().and_then(|number| job.rows_for_type(number).iter().find(is_usual));
    if let Some(field) = row.and_then(|row| row.destination_field) {
        finding.related(field, "usually the key");
    }
}

/// Reports several keys of one object type, together with an object type whose key may be one of them.
fn report_several_keys(
    option: &ObjectOption<'_>,
    keys: &[&FieldRow<'_>],
    option_without_key: Option<&ObjectOption<'_>>,
    ctx: &mut RuleContext,
) {
    let mut key_flags = keys.iter().filter_map(|row| row.is_key);
    let (Some(first), Some(second)) = (key_flags.next(), key_flags.next()) else { return };
    let message = format!("{} key fields for object type {}", keys.len(), option.describe());
    let mut finding = ctx.report(second).label("second key").related(first, "first key");
    finding = match option_without_key.and_then(|other| Some((other.describe(), other.object_type?))) {
        Some((other, object_type)) => finding
            .message(format!("{message}, but none for {other}"))
            .related(object_type, "no row identifies these objects")
            .help(
                "each object type has exactly one key: correct the `objectType` of the row that belongs to \
                 the other object type",
            ),
        None => finding.message(message).help(
            "keep the one that identifies the object: it is not documented how several keys are \
                 combined",
        ),
    };
    for flag in key_flags {
        finding = finding.related(flag, "another key");
    }
    // If all keys are the same field, the other rows are duplicates rather than keys.
    let field = keys[0].destination();
    if option_without_key.is_none() && keys.iter().all(|row| row.destination().eq_ignore_ascii_case(field)) {
        for row in keys {
            finding = finding.subject(row.value);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::rules::builders::{JobBuilder, job};
    use crate::rules::testing::Tester;

    /// A job with these rows and selected object types.
    fn job_with_rows(rows: Value, selected: &[i64]) -> String {
        let options = selected.iter().map(|number| json!({ "objectType": number, "isSelected": true }));
        options.fold(job().member("fieldsMap", rows), JobBuilder::object).text()
    }

    #[test]
    fn table() {
        let key = |object_type: i64| json!({ "objectType": object_type, "isKey": true });
        let not_key = |object_type: i64| json!({ "objectType": object_type, "isKey": false });
        let tester = Tester::new(&RULE);
        tester.passes(&[
            r#"{"fieldsMap": [], "objectsOption": [{"objectType": 1, "isSelected": false}]}"#,
            r#"{"objectsOption": [{"objectType": 1, "isSelected": true}]}"#,
        ]);
        for (rows, selected) in [
            // Rows with an unknown key or object type.
            (json!([{ "objectType": 1, "isKey": "true" }]), &[1][..]),
            (json!([{ "objectType": 1 }]), &[1]),
            (json!([{ "isKey": false }]), &[1]),
            // One key for each object type, with a misspelt member, for an object type without a name.
            (json!([key(1), key(4)]), &[1, 4]),
            (json!([{ "objectType": 1, "iskey": true }]), &[1]),
            (json!([key(9), not_key(9)]), &[9]),
            // `duplicate-destination` reports the same field twice.
            (
                json!([
                    { "destinationField": "mail", "objectType": 1, "isKey": true },
                    { "destinationField": "MAIL", "objectType": 1, "isKey": true }
                ]),
                &[1],
            ),
        ] {
            tester.passes(&[&job_with_rows(rows, selected)]);
        }
        tester
            .fails(&[
                (&job_with_rows(json!([key(4)]), &[4, 1]), "/objectsOption/1/objectType", "1"),
                (&job_with_rows(json!([]), &[1, 1]), "/objectsOption/0/objectType", "1"),
                (&job_with_rows(json!([key(1), key(1), key(1)]), &[1]), "/fieldsMap/1/isKey", "true"),
                // The key of object type 1 has object type 4.
                (&job_with_rows(json!([key(4), key(4), not_key(1)]), &[1, 4]), "/fieldsMap/1/isKey", "true"),
            ])
            .check_doc_examples();
    }
}
