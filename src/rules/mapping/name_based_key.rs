//! `name-based-key`

use std::collections::HashMap;

use crate::catalog::{ObjectKind, is_personal_name};
use crate::job::FieldRow;
use crate::language::transform::TransformBody;
use crate::rules::prelude::*;
use crate::text::quoted_list;

pub(crate) static RULE: Rule = Rule {
    name: "name-based-key",
    group: Group::Mapping,
    severity: Severity::Info,
    summary: "key is built only from a person's name",
    page: rule_page!("name-based-key"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    // Many jobs have such a key: skip the work if the finding is not shown.
    if !ctx.is_enabled(Severity::Info) {
        return;
    }
    let kinds: HashMap<i64, Option<ObjectKind>> =
        job.selected_objects().map(|(number, option)| (number, option.kind())).collect();
    for row in job.rows.iter().filter(|row| row.is_key_field() == Some(true)) {
        let Some(number) = row.type_number() else { continue };
        // The name of a group is not personal, and it is the only key of groups in Entra ID.
        let kind = kinds.get(&number).copied().flatten().or_else(|| ObjectKind::resolve(None, number));
        if kind.is_some_and(|kind| !kind.is_person()) {
            continue;
        }
        let Some((value, fields)) = source_fields(job, row) else { continue };
        if fields.is_empty() || !fields.iter().all(|field| is_personal_name(field)) {
            continue;
        }
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        let name =
            row.destination_field.map_or_else(|| "without a name".to_owned(), |field| ctx.quote(field));
        let finding = ctx
            .report(value)
            .message(format!("key field {name} is built only from a person's name"))
            .label(format!("{} can be the same for two people, and can change", quoted_list(&fields, "and")))
            .help(
                "use an identifier that stays with the person as the key, such as employeeID, and map this \
                 field as an ordinary one",
            );
        if let Some(is_key) = row.is_key {
            finding.related(is_key, "marked as the key here");
        }
    }
}

/// The value that determines the content of a row, and the source fields that it uses. Returns `None` if
/// they are unknown, or if the content also depends on something else.
fn source_fields<'d>(job: &Job<'d>, row: &FieldRow<'d>) -> Option<(NodeRef<'d>, Vec<String>)> {
    let Some(transform) = job.transform_of(row) else {
        let source = row.source_field?;
        return Some((source, vec![source.string()?.trim().to_owned()]));
    };
    if job.has_placeholder(transform.text) {
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

/// The source fields that a script reads. Returns `None` if the script may use anything else, for example to
/// make names unique.
fn script_fields(script: &str) -> Option<Vec<String>> {
    /// Loops, tools, times and random numbers can make a name unique.
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
    // ASCII lower case does not change byte offsets.
    for (start, found) in lower.match_indices("dtm.source") {
        let argument = script[start + found.len()..].trim_start().strip_prefix('(')?.trim_start();
        let (field, _) = argument.strip_prefix('"')?.split_once('"')?;
        fields.push(field.trim().to_owned());
    }
    Some(fields)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::rules::builders::job;
    use crate::rules::testing::Tester;

    fn key(source: &str, transform: &str) -> Value {
        json!({
            "sourceField": source, "destinationField": "sAMAccountName", "transform": transform,
            "objectType": 1, "isKey": true
        })
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for (source, transform) in [
            ("EmployeeID", ""),
            ("sAMAccountName", ""),
            ("", "Join:field=First;separator=.;field=EmployeeID"),
            ("", "Left:field=Login;length=8"),
            ("", "Static:value=First"),
            ("", "Script:text=DTM.Result = DTM.Source(\"First\") & DTM.Source(\"Id\")"),
            ("", "Script:text=DTM.Result = DTM.Source(field)"),
            ("", "Script:text=Do While Taken(n)\nn = DTM.Source(\"First\") & i\nLoop\nDTM.Result = n"),
            ("", "${KEY}"),
        ] {
            tester.passes(&[&job().row(key(source, transform)).text()]);
        }
        let mut not_key = key("First", "");
        not_key["isKey"] = json!(false);
        // Names of groups are not personal.
        let [mut group, mut renumbered_group] = [key("displayName", ""), key("displayName", "")];
        group["objectType"] = json!(4);
        renumbered_group["objectType"] = json!(7);
        tester.passes(&[
            &job().row(not_key).text(),
            &job().row(group).text(),
            &job().row(renumbered_group).object(json!({ "objectType": 7, "displayName": "Group" })).text(),
        ]);
        for (source, transform) in [
            ("", "Left:field=Last_Name;length=8"),
            ("", "Script:text=DTM.Result = Left(dtm.source( \"Given Name\"), 1) & DTM.Source(\"sn\")"),
        ] {
            let text = job().row(key(source, transform)).text();
            tester.fails(&[(&text, "/fieldsMap/0/transform", &json!(transform).to_string())]);
        }
        tester
            .fails(&[(
                &job().row(key("displayName", "")).text(),
                "/fieldsMap/0/sourceField",
                "\"displayName\"",
            )])
            .check_doc_examples();
    }
}
