//! `duplicate-destination`

use std::cmp::Ordering;

use crate::job::FieldRow;
use crate::rule::Subject;
use crate::rules::prelude::*;
use crate::text::case_insensitive_hash;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-destination",
    group: Group::Mapping,
    severity: Severity::Error,
    summary: "a destination field that two rows fill",
    page: rule_page!("duplicate-destination"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    let rows =
        || job.rows.iter().filter(|row| row.type_number().is_some() && row.literal_destination().is_some());
    if are_definitely_distinct(rows()) {
        return;
    }
    let mut by_field: Vec<&FieldRow<'_>> = rows().collect();
    // Stable: of two rows of one field the earlier stays before the later.
    by_field.sort_by(|one, other| compare_destinations(one, other));
    for same in by_field.chunk_by(|one, other| compare_destinations(one, other) == Ordering::Equal) {
        let Some((first, others)) = same.split_first() else { continue };
        for row in others {
            report_duplicate(job, first, row, report);
        }
    }
}

/// Whether no two of these rows can fill the same field, as in nearly every job: numbers are quicker to sort than
/// names.
fn are_definitely_distinct<'j, 'd: 'j>(rows: impl Iterator<Item = &'j FieldRow<'d>>) -> bool {
    let mut hashes = Vec::with_capacity(rows.size_hint().1.unwrap_or_default());
    for row in rows {
        let name = row.literal_destination().unwrap_or_default();
        if !name.is_ascii() {
            return false;
        }
        hashes.push(case_insensitive_hash(name));
    }
    hashes.sort_unstable();
    hashes.windows(2).all(|two| two[0] != two[1])
}

/// Equal where both rows fill the same field of the same object type.
fn compare_destinations(one: &FieldRow<'_>, other: &FieldRow<'_>) -> Ordering {
    fn lowercase_chars<'d>(row: &FieldRow<'d>) -> impl Iterator<Item = char> + use<'d> {
        row.literal_destination().unwrap_or_default().chars().flat_map(char::to_lowercase)
    }
    one.type_number().cmp(&other.type_number()).then_with(|| lowercase_chars(one).cmp(lowercase_chars(other)))
}

fn report_duplicate(job: &Job, earlier: &FieldRow<'_>, row: &FieldRow<'_>, report: &mut RuleContext) {
    let (Some(field), Some(earlier_field)) = (row.destination_field, earlier.destination_field) else {
        return;
    };
    let name = row.literal_destination().unwrap_or_default();
    let finding = report
        .report(field)
        .message(format!("destination field `{name}` is filled by two rows"))
        .label("filled once more here")
        .related(earlier_field, "filled here first")
        .subject(row.value)
        .help(
            "remove one of the two rows, or name the field that this one was meant for: which row wins is \
             documented nowhere",
        );
    if let Some(number) = row.type_number().filter(|_| !same_value(row, earlier)) {
        // It was likely meant for a field that has no row now.
        finding.subject(Subject::ObjectType { job: job.value.id(), number });
    }
}

/// Whether both rows put the same into the field.
fn same_value(one: &FieldRow<'_>, other: &FieldRow<'_>) -> bool {
    fn text<'d>(value: Option<NodeRef<'d>>) -> &'d str {
        value.and_then(NodeRef::text).unwrap_or_default()
    }
    text(one.source_field) == text(other.source_field) && text(one.transform) == text(other.transform)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                // Another object type, no object type, no name yet.
                r#"{"fieldsMap": [{"destinationField": "cn", "objectType": 1}, {"destinationField": "cn", "objectType": 4}]}"#,
                r#"{"fieldsMap": [{"destinationField": "cn"}, {"destinationField": "cn"}]}"#,
                r#"{"fieldsMap": [{"destinationField": "", "objectType": 1}, {"destinationField": " ", "objectType": 1}]}"#,
                r#"{"fieldsMap": [{"destinationField": "${F}", "objectType": 1}, {"destinationField": "${F}", "objectType": 1}]}"#,
                r#"{"fieldsMap": [{"destinationField": 1, "objectType": 1}, {"destinationField": 1, "objectType": 1}]}"#,
                // Synonyms are other fields.
                r#"{"fieldsMap": [{"destinationField": "sn", "objectType": 1}, {"destinationField": "surname", "objectType": 1}]}"#,
            ])
            .fails(&[
                (
                    r#"{"fieldsMap": [{"destinationField": "Mail", "objectType": 1}, {"destinationField": "mail ", "objectType": 1}]}"#,
                    "/fieldsMap/1/destinationField",
                    "\"mail \"",
                ),
                (
                    r#"{"fieldsMap": [{"destinationField": "cn", "objectType": 4}, {"destinationField": "sn", "objectType": 4}, {"destinationField": "CN", "objectType": 4}]}"#,
                    "/fieldsMap/2/destinationField",
                    "\"CN\"",
                ),
            ])
            .check_doc_examples();
    }
}
