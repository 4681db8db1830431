//! `duplicate-destination`

use std::cmp::Ordering;

use crate::diagnostic::Severity;
use crate::job::{FieldRow, Job, Value};
use crate::rule::{Check, FixKind, Group, Reporter, Rule, Subject};
use crate::text::caseless_hash;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-destination",
    group: Group::Mapping,
    severity: Severity::Error,
    fix: FixKind::None,
    gives_way_to: &[],
    summary: "a destination field that two rows fill",
    docs: r#"
The field map has one row for each destination field of an object type ("Object Fields and Mapping").
Which of two rows wins is documented nowhere: what ends up in the field may change from one version of
the product to the next. Upper and lower case do not matter: `mail` and `Mail` are one field.

Remove the row that is not wanted, or correct the destination field of the one that was meant for
another.

## Wrong

```json
{
  "fieldsMap": [
    { "sourceField": "WorkPhone", "destinationField": "telephoneNumber", "objectType": 1 },
    { "sourceField": "MobilePhone", "destinationField": "telephoneNumber", "objectType": 1 }
  ]
}
```

## Right

```json
{
  "fieldsMap": [
    { "sourceField": "WorkPhone", "destinationField": "telephoneNumber", "objectType": 1 },
    { "sourceField": "MobilePhone", "destinationField": "mobile", "objectType": 1 }
  ]
}
```
"#,
    check: Check::Job(check),
};

fn check(job: &Job<'_>, report: &mut Reporter<'_, '_>) {
    let rows = || job.rows.iter().filter(|row| row.type_number().is_some() && row.named_destination().is_some());
    if are_surely_different(rows()) {
        return;
    }
    let mut by_field: Vec<&FieldRow<'_>> = rows().collect();
    // Stable: of two rows of one field the earlier stays before the later.
    by_field.sort_by(|one, other| compare(one, other));
    for same in by_field.chunk_by(|one, other| compare(one, other) == Ordering::Equal) {
        let Some((first, others)) = same.split_first() else { continue };
        for row in others {
            twice(job, first, row, report);
        }
    }
}

/// Whether no two of these rows can fill the same field, as in nearly every job: numbers are quicker to sort than
/// names.
fn are_surely_different<'j, 'd: 'j>(rows: impl Iterator<Item = &'j FieldRow<'d>>) -> bool {
    let mut hashes = Vec::with_capacity(rows.size_hint().1.unwrap_or_default());
    for row in rows {
        let name = row.named_destination().unwrap_or_default();
        if !name.is_ascii() {
            return false;
        }
        hashes.push(caseless_hash(name));
    }
    hashes.sort_unstable();
    hashes.windows(2).all(|two| two[0] != two[1])
}

/// Equal where both rows fill the same field of the same object type.
fn compare(one: &FieldRow<'_>, other: &FieldRow<'_>) -> Ordering {
    fn letters<'d>(row: &FieldRow<'d>) -> impl Iterator<Item = char> + use<'d> {
        row.named_destination().unwrap_or_default().chars().flat_map(char::to_lowercase)
    }
    one.type_number().cmp(&other.type_number()).then_with(|| letters(one).cmp(letters(other)))
}

fn twice(job: &Job<'_>, earlier: &FieldRow<'_>, row: &FieldRow<'_>, report: &mut Reporter<'_, '_>) {
    let (Some(field), Some(earlier_field)) = (row.destination_field, earlier.destination_field) else { return };
    let name = row.named_destination().unwrap_or_default();
    let finding = report
        .at(field)
        .say(format!("destination field `{name}` is filled by two rows"))
        .label("filled once more here")
        .also(earlier_field, "filled here first")
        .about(row.value)
        .help(
            "remove one of the two rows, or name the field that this one was meant for: which row wins is \
             documented nowhere",
        );
    if let Some(number) = row.type_number().filter(|_| !same_value(row, earlier)) {
        // It was likely meant for a field that has no row now.
        finding.about(Subject::ObjectType { job: job.value.id(), number });
    }
}

/// Whether both rows put the same into the field.
fn same_value(one: &FieldRow<'_>, other: &FieldRow<'_>) -> bool {
    fn text<'d>(value: Option<Value<'d>>) -> &'d str {
        value.and_then(Value::text).unwrap_or_default()
    }
    text(one.source_field) == text(other.source_field) && text(one.transform) == text(other.transform)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::Tester;

    #[test]
    fn table() {
        Tester(&RULE)
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
            .documented();
    }
}
