//! `name-based-key`

use std::collections::HashMap;

use crate::catalog::{ObjectKind, is_personal_name};
use crate::job::{FieldRow, has_placeholder};
use crate::language::transform::TransformBody;
use crate::rules::prelude::*;
use crate::text::quoted_list;

pub(crate) static RULE: Rule = Rule {
    name: "name-based-key",
    group: Group::Mapping,
    severity: Severity::Info,
    summary: "a key that is made of a person's name alone",
    page: rule_page!("name-based-key"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    // Very many jobs have one: none is made for nothing.
    if !report.is_enabled(Severity::Info) {
        return;
    }
    let kinds: HashMap<i64, Option<ObjectKind>> =
        job.selected_objects().map(|(number, option)| (number, option.kind())).collect();
    for row in job.rows.iter().filter(|row| row.is_key_field() == Some(true)) {
        let Some(number) = row.type_number() else { continue };
        // A group's name is no person's, and Entra ID has no other key for it.
        let kind = kinds.get(&number).copied().flatten().or_else(|| ObjectKind::resolve(None, number));
        if kind.is_some_and(|kind| !kind.is_person()) {
            continue;
        }
        let Some((at, fields)) = source_fields(job, row) else { continue };
        if fields.is_empty() || !fields.iter().all(|field| is_personal_name(field)) {
            continue;
        }
        let names: Vec<&str> = fields.iter().map(String::as_str).collect();
        let name =
            row.destination_field.map_or_else(|| "without a name".to_owned(), |field| report.quote(field));
        let finding = report
            .report(at)
            .message(format!("key field {name} is made of a person's name alone"))
            .label(format!("{} may be the same for two people, and may change", quoted_list(&names, "and")))
            .help(
                "key on a number that stays with the person, such as employeeID, and fill this one as an ordinary field",
            );
        if let Some(key) = row.is_key {
            finding.related(key, "it is the key");
        }
    }
}

/// The source fields that a row's value is made of, and where it says so; `None` where that cannot
/// be told, or where more goes into it.
fn source_fields<'d>(job: &Job<'d>, row: &FieldRow<'d>) -> Option<(NodeRef<'d>, Vec<String>)> {
    let Some(transform) = job.transform_of(row) else {
        let source = row.source_field?;
        return Some((source, vec![source.string()?.trim().to_owned()]));
    };
    if has_placeholder(transform.text) {
        return None;
    }
    let fields = match transform.body()? {
        TransformBody::Join { first, second, .. } => {
            vec![first.text.trim().to_owned(), second.text.trim().to_owned()]
        }
        TransformBody::Parameters(parameters) => parameters
            .iter()
            .filter(|(name, _)| name.text.trim().eq_ignore_ascii_case("field"))
            .map(|(_, value)| value.text.trim().to_owned())
            .collect(),
        TransformBody::Script(script) => script_fields(script.text)?,
        TransformBody::Static(_) => return None,
    };
    let mut distinct: Vec<String> = Vec::new();
    for field in fields {
        if !distinct.iter().any(|known| known.eq_ignore_ascii_case(&field)) {
            distinct.push(field);
        }
    }
    Some((transform.value, distinct))
}

/// The fields that a script reads; `None` where it may take something else into account, such as
/// whether a name is taken.
fn script_fields(script: &str) -> Option<Vec<String>> {
    // Loops, tools, time and chance make a name unique, or try to.
    const UNIQUENESS_KEYWORDS: &[&str] = &[
        "while",
        "loop",
        "for ",
        "tool",
        "verify",
        "guid",
        "random",
        "rnd",
        "now",
        "context",
        "expandvariables",
        "date",
    ];
    let lower = script.to_ascii_lowercase();
    if UNIQUENESS_KEYWORDS.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let mut fields = Vec::new();
    // Lower-casing ASCII letters keeps every place.
    for (at, found) in lower.match_indices("dtm.source") {
        let behind = script[at + found.len()..].trim_start().strip_prefix('(')?.trim_start();
        let (field, _) = behind.strip_prefix('"')?.split_once('"')?;
        fields.push(field.trim().to_owned());
    }
    Some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn row(source: &str, transform: &str) -> String {
        format!(
            r#"{{"fieldsMap": [{{"sourceField": "{source}", "destinationField": "sAMAccountName", "transform": "{transform}", "objectType": 1, "isKey": true}}]}}"#
        )
    }

    #[test]
    fn table() {
        let passing = [
            row("EmployeeID", ""),
            row("sAMAccountName", ""),
            row("", "Join:field=First;separator=.;field=EmployeeID"),
            row("", "Left:field=Login;length=8"),
            row("", "Static:value=First"),
            row("", "Script:text=DTM.Result = DTM.Source(\\\"First\\\") & DTM.Source(\\\"Id\\\")"),
            row("", "Script:text=DTM.Result = DTM.Source(field)"),
            row(
                "",
                "Script:text=Do While Taken(n)\\nn = DTM.Source(\\\"First\\\") & i\\nLoop\\nDTM.Result = n",
            ),
            row("", "${KEY}"),
            row("First", "").replace("true", "false"),
            // Groups have names, not persons' ones.
            row("displayName", "").replace("\"objectType\": 1", "\"objectType\": 4"),
            row("displayName", "")
                .replace(
                    "\"fieldsMap\"",
                    r#""objectsOption": [{"objectType": 7, "displayName": "Group"}], "fieldsMap""#,
                )
                .replace("\"objectType\": 1", "\"objectType\": 7"),
        ];
        let passing: Vec<&str> = passing.iter().map(String::as_str).collect();
        Tester::new(&RULE)
            .passes(&passing)
            .fails(&[
                (&row("displayName", ""), "/fieldsMap/0/sourceField", "\"displayName\""),
                (&row("", "Left:field=Last_Name;length=8"), "/fieldsMap/0/transform", "\"Left:field=Last_Name;length=8\""),
                (
                    &row("", "Script:text=DTM.Result = Left(dtm.source( \\\"Given Name\\\"), 1) & DTM.Source(\\\"sn\\\")"),
                    "/fieldsMap/0/transform",
                    "\"Script:text=DTM.Result = Left(dtm.source( \\\"Given Name\\\"), 1) & DTM.Source(\\\"sn\\\")\"",
                ),
            ])
            .check_doc_examples();
    }
}
