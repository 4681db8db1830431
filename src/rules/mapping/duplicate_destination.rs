//! `duplicate-destination`

use std::cmp::Ordering;

use crate::job::FieldRow;
use crate::rules::prelude::*;
use crate::text::case_insensitive_hash;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-destination",
    group: Group::Mapping,
    severity: Severity::Error,
    summary: "destination field mapped by more than one row",
    page: rule_page!("duplicate-destination"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let rows =
        || job.rows.iter().filter(|row| row.type_number().is_some() && row.literal_destination().is_some());
    if are_definitely_distinct(rows()) {
        return;
    }
    let mut sorted: Vec<&FieldRow<'_>> = rows().collect();
    // The sort is stable: rows of the same field stay in document order.
    sorted.sort_by(|left, right| compare_destinations(left, right));
    for group in sorted.chunk_by(|left, right| compare_destinations(left, right) == Ordering::Equal) {
        let Some((first, duplicates)) = group.split_first() else { continue };
        for duplicate in duplicates {
            report_duplicate(job, first, duplicate, ctx);
        }
    }
}

fn report_duplicate(job: &Job, first: &FieldRow<'_>, duplicate: &FieldRow<'_>, ctx: &mut RuleContext) {
    let (Some(field), Some(first_field)) = (duplicate.destination_field, first.destination_field) else {
        return;
    };
    let name = duplicate.literal_destination().unwrap_or_default();
    let finding = ctx
        .report(field)
        .message(format!("destination field `{name}` is mapped by two rows"))
        .label("mapped again here")
        .related(first_field, "first mapped here")
        .subject(duplicate.value)
        .help(
            "remove one of the two rows, or correct its destination field: it is not documented which of \
             them wins",
        );
    if let Some(number) = duplicate.type_number().filter(|_| !have_same_value(duplicate, first)) {
        // The row was probably intended for a field that is not mapped now.
        finding.subject(Subject::object_type(job, number));
    }
}

/// Fast path: compares hashes of the names, which are quicker to sort. Returns `false` if in doubt.
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
    hashes.windows(2).all(|pair| pair[0] != pair[1])
}

/// Returns `Equal` if both rows map the same field of the same object type.
fn compare_destinations(left: &FieldRow<'_>, right: &FieldRow<'_>) -> Ordering {
    fn lowercase_chars<'d>(row: &FieldRow<'d>) -> impl Iterator<Item = char> + use<'d> {
        row.literal_destination().unwrap_or_default().chars().flat_map(char::to_lowercase)
    }
    left.type_number()
        .cmp(&right.type_number())
        .then_with(|| lowercase_chars(left).cmp(lowercase_chars(right)))
}

fn have_same_value(left: &FieldRow<'_>, right: &FieldRow<'_>) -> bool {
    fn text<'d>(value: Option<NodeRef<'d>>) -> &'d str {
        value.and_then(NodeRef::text).unwrap_or_default()
    }
    text(left.source_field) == text(right.source_field) && text(left.transform) == text(right.transform)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::rules::builders::{JobBuilder, job};
    use crate::rules::testing::Tester;

    /// A job with a row for each pair of destination field and object type.
    fn job_with_rows(pairs: Value) -> String {
        let pairs: Vec<[Value; 2]> = serde_json::from_value(pairs).expect("pairs");
        let rows =
            pairs.into_iter().map(|[name, number]| json!({ "destinationField": name, "objectType": number }));
        rows.fold(job(), JobBuilder::row).text()
    }

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                // Different or missing object types, no name, a placeholder, not a string.
                &job_with_rows(json!([["cn", 1], ["cn", 4]])),
                &job_with_rows(json!([["cn", null], ["cn", null]])),
                &job_with_rows(json!([["", 1], [" ", 1]])),
                &job_with_rows(json!([["${F}", 1], ["${F}", 1]])),
                &job_with_rows(json!([[1, 1], [1, 1]])),
                // Synonyms are different fields.
                &job_with_rows(json!([["sn", 1], ["surname", 1]])),
            ])
            .fails(&[
                (
                    &job_with_rows(json!([["Mail", 1], ["mail ", 1]])),
                    "/fieldsMap/1/destinationField",
                    "\"mail \"",
                ),
                (
                    &job_with_rows(json!([["cn", 4], ["sn", 4], ["CN", 4]])),
                    "/fieldsMap/2/destinationField",
                    "\"CN\"",
                ),
            ])
            .check_doc_examples();
    }
}
