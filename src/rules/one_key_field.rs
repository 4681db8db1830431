//! `one-key-field`

use std::collections::HashMap;

use crate::catalog::object_type_name;
use crate::diagnostic::Severity;
use crate::job::{FieldRow, Job, Value};
use crate::rule::{Check, FixKind, Group, Reporter, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "one-key-field",
    group: Group::Mapping,
    severity: Severity::Error,
    fix: FixKind::None,
    gives_way_to: &[],
    summary: "an object type without exactly one key field",
    docs: r#"
The key field tells which object in the destination a source row belongs to. Without one, nothing can
be matched: every run would try to create every object anew. With several, how they combine is
documented nowhere.

Mark exactly one row of each selected object type with `"isKey": true` ("Object Fields and Mapping").
For Entra ID it is `userPrincipalName` for users and `displayName` for groups; for Active Directory
`sAMAccountName` or `employeeID` is usual.

## Wrong

```json
{
  "fieldsMap": [{ "destinationField": "sAMAccountName", "objectType": 1, "isKey": false }],
  "objectsOption": [{ "objectType": 1, "displayName": "User", "isSelected": true }]
}
```

## Right

```json
{
  "fieldsMap": [{ "destinationField": "sAMAccountName", "objectType": 1, "isKey": true }],
  "objectsOption": [{ "objectType": 1, "displayName": "User", "isSelected": true }]
}
```
"#,
    check: Check::Job(check),
};

/// What is known of the keys of one object type.
#[derive(Default)]
struct Keys<'d> {
    keys: Vec<Value<'d>>,
    /// Rows of which it cannot be said whether they are a key.
    unknown: bool,
}

fn check(job: &Job<'_>, report: &mut Reporter<'_, '_>) {
    if job.field_map.is_none() {
        return;
    }
    let mut by_type: HashMap<i64, Keys<'_>> = HashMap::new();
    let mut typeless = false;
    for row in &job.rows {
        match row.type_number() {
            Some(number) => by_type.entry(number).or_default().add(row),
            None => typeless = true,
        }
    }
    for option in &job.objects {
        let unselected = option.is_selected.is_some_and(|selected| selected.boolean() != Some(true));
        let (Some(at), Some(number)) = (option.object_type, option.type_number()) else { continue };
        if unselected {
            continue;
        }
        // Removed, so that an object type that is listed twice is spoken of once.
        let found = by_type.insert(number, Keys { keys: Vec::new(), unknown: true }).unwrap_or_default();
        let name = type_in_words(number);
        match found.keys.as_slice() {
            [] if !found.unknown && !typeless => {
                report
                    .at(at)
                    .say(format!("no key field for object type {name}"))
                    .label("no row identifies these objects")
                    .help(
                        "set `\"isKey\": true` on the one row that identifies the object: userPrincipalName (users) or \
                         displayName (groups) for Entra ID; sAMAccountName or employeeID is usual for Active Directory",
                    );
            }
            [first, second, more @ ..] => {
                let mut finding = report
                    .at(*second)
                    .say(format!("{} key fields for object type {name}", found.keys.len()))
                    .label("a second key")
                    .help("keep the one that identifies the object: how several keys combine is documented nowhere")
                    .also(*first, "the first key");
                for key in more {
                    finding = finding.also(*key, "another key");
                }
            }
            _ => {}
        }
    }
}

impl<'d> Keys<'d> {
    fn add(&mut self, row: &FieldRow<'d>) {
        match (row.is_key, row.is_key.and_then(Value::boolean)) {
            (Some(key), Some(true)) => self.keys.push(key),
            (_, Some(false)) => {}
            _ => self.unknown = true,
        }
    }
}

fn type_in_words(number: i64) -> String {
    object_type_name(number).map_or_else(|| number.to_string(), |name| format!("{number} ({name})"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::Tester;

    #[test]
    fn table() {
        Tester(&RULE)
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
            .documented();
    }
}
