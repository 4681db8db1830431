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
    summary: "an object type without exactly one key field",
    page: rule_page!("one-key-field"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

pub(crate) static ALLOW_SEVERAL: RuleOption = RuleOption {
    rule: "one-key-field",
    name: "allow-several",
    default: false,
    description: "accept more than one key field for an object type",
};

fn check(job: &Job, report: &mut RuleContext) {
    if job.field_map.is_none() {
        return;
    }
    let typeless = job.has_row_without_type();
    let allows_several = report.option(&ALLOW_SEVERAL);
    let (mut without, mut with_several) = (Vec::new(), Vec::new());
    // An object type that is listed twice is spoken of once.
    for (number, option) in job.selected_types() {
        let rows = job.rows_for_type(number);
        let keys: Vec<&FieldRow<'_>> = rows.iter().filter(|row| row.is_key_field() == Some(true)).collect();
        if keys.len() > 1 {
            if !allows_several {
                with_several.push((option, keys));
            }
        } else if keys.is_empty() && !typeless && rows.iter().all(|row| row.is_key_field().is_some()) {
            without.push(option);
        }
    }
    // A key that was given to the wrong object type is one mistake.
    if let ([lost], [(option, keys)]) = (without.as_slice(), with_several.as_slice())
        && keys.len() == 2
    {
        report_several_keys(option, keys, Some(lost), report);
        return;
    }
    without.iter().for_each(|option| report_missing_key(job, option, report));
    with_several.iter().for_each(|(option, keys)| report_several_keys(option, keys, None, report));
}

fn report_missing_key(job: &Job, option: &ObjectOption<'_>, report: &mut RuleContext) {
    let Some(at) = option.object_type else { return };
    let directory = job.side(SideName::Destination).provider().and_then(Directory::from_provider);
    let usual = directory.zip(option.kind()).and_then(|(directory, kind)| usual_key(directory, kind));
    let which = match usual {
        Some(usual) => format!("on the one row that identifies the object, usually that of `{usual}`"),
        None => "on the one row that identifies the object".to_owned(),
    };
    let finding = report
        .report(at)
        .message(format!("no key field for object type {}", option.describe()))
        .label("no row identifies these objects")
        .help(format!(
            "set `\"isKey\": true` {which}: without a key the job cannot tell which objects are there already"
        ));
    let is_usual = |row: &&FieldRow<'_>| {
        let names = row.literal_destination().zip(directory).zip(usual);
        names.is_some_and(|((name, directory), usual)| directory.refers_to(name, usual))
    };
    let row = option.type_number().and_then(|number| job.rows_for_type(number).iter().find(is_usual));
    if let Some(field) = row.and_then(|row| row.destination_field) {
        finding.related(field, "usually this one");
    }
}

/// Several keys of one object type, while another may have lost its own.
fn report_several_keys(
    option: &ObjectOption<'_>,
    keys: &[&FieldRow<'_>],
    option_without_key: Option<&ObjectOption<'_>>,
    report: &mut RuleContext,
) {
    let mut marks = keys.iter().filter_map(|row| row.is_key);
    let (Some(first), Some(second)) = (marks.next(), marks.next()) else { return };
    let several = format!("{} key fields for object type {}", keys.len(), option.describe());
    let mut finding = report.report(second).label("a second key").related(first, "the first key");
    finding = match option_without_key.and_then(|lost| Some((lost.describe(), lost.object_type?))) {
        Some((lost, at)) => finding
            .message(format!("{several}, and none for {lost}"))
            .related(at, "no row identifies these objects")
            .help("each object type has exactly one key: correct the `objectType` of the row that belongs to the other"),
        None => finding
            .message(several)
            .help("keep the one that identifies the object: how several keys combine is documented nowhere"),
    };
    for mark in marks {
        finding = finding.related(mark, "another key");
    }
    // The same field once more is not a second key, but a row too many.
    let field = keys[0].destination();
    if option_without_key.is_none() && keys.iter().all(|row| row.destination().eq_ignore_ascii_case(field)) {
        for row in keys {
            finding = finding.subject(row.value);
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
                // Not selected, or nothing known of the rows.
                r#"{"fieldsMap": [], "objectsOption": [{"objectType": 1, "isSelected": false}]}"#,
                r#"{"objectsOption": [{"objectType": 1, "isSelected": true}]}"#,
                r#"{"fieldsMap": [{"objectType": 1, "isKey": "true"}], "objectsOption": [{"objectType": 1, "isSelected": true}]}"#,
                r#"{"fieldsMap": [{"objectType": 1}], "objectsOption": [{"objectType": 1, "isSelected": true}]}"#,
                r#"{"fieldsMap": [{"isKey": false}], "objectsOption": [{"objectType": 1, "isSelected": true}]}"#,
                // One for each object type, also with a misspelt member, and for types without a name.
                r#"{"fieldsMap": [{"objectType": 1, "isKey": true}, {"objectType": 4, "isKey": true}], "objectsOption": [{"objectType": 1, "isSelected": true}, {"objectType": 4, "isSelected": true}]}"#,
                r#"{"fieldsMap": [{"objectType": 1, "iskey": true}], "objectsOption": [{"objectType": 1, "isSelected": true}]}"#,
                r#"{"fieldsMap": [{"objectType": 9, "isKey": true}, {"objectType": 9, "isKey": false}], "objectsOption": [{"objectType": 9, "isSelected": true}]}"#,
                // The same field twice is reported as that.
                r#"{"fieldsMap": [{"destinationField": "mail", "objectType": 1, "isKey": true}, {"destinationField": "MAIL", "objectType": 1, "isKey": true}], "objectsOption": [{"objectType": 1, "isSelected": true}]}"#,
            ])
            .fails(&[
                (
                    r#"{"fieldsMap": [{"objectType": 4, "isKey": true}], "objectsOption": [{"objectType": 4, "isSelected": true}, {"objectType": 1, "isSelected": true}]}"#,
                    "/objectsOption/1/objectType",
                    "1",
                ),
                (
                    r#"{"fieldsMap": [], "objectsOption": [{"objectType": 1, "isSelected": true}, {"objectType": 1, "isSelected": true}]}"#,
                    "/objectsOption/0/objectType",
                    "1",
                ),
                (
                    r#"{"fieldsMap": [{"objectType": 1, "isKey": true}, {"objectType": 1, "isKey": true}, {"objectType": 1, "isKey": true}], "objectsOption": [{"objectType": 1, "isSelected": true}]}"#,
                    "/fieldsMap/1/isKey",
                    "true",
                ),
            ])
            .fails(&[
                // Given to the wrong object type.
                (
                    r#"{"fieldsMap": [{"objectType": 4, "isKey": true}, {"objectType": 4, "isKey": true}, {"objectType": 1, "isKey": false}], "objectsOption": [{"objectType": 1, "isSelected": true}, {"objectType": 4, "isSelected": true}]}"#,
                    "/fieldsMap/1/isKey",
                    "true",
                ),
            ])
            .check_doc_examples();
    }
}
