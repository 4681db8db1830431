//! `nothing-to-do`

use crate::catalog::SideSetting;
use crate::job::{FieldRow, ObjectOption, SideName};
use crate::json::NodeKind;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "nothing-to-do",
    group: Group::Objects,
    severity: Severity::Warning,
    summary: "job or object type that changes nothing",
    page: rule_page!("nothing-to-do"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let Some(list) = job.object_options.filter(|list| list.kind() == NodeKind::Array) else { return };
    if job.is_template {
        return;
    }
    let is_deselected = |option: &ObjectOption| option.is_selected.and_then(NodeRef::boolean) == Some(false);
    if job.objects.iter().all(is_deselected) {
        report_no_selection(list, job.objects.is_empty(), ctx);
        return;
    }
    // Computed for the first object type without changes.
    let mut is_scripted = None;
    for (number, option) in job.selected_objects() {
        let Some(object_type) = option.object_type.filter(|_| is_unchanged(job, number, option)) else {
            continue;
        };
        if *is_scripted.get_or_insert_with(|| has_script(job)) {
            return;
        }
        let diagnostic = ctx
            .report(object_type)
            .message(format!(
                "no objects of type {} are created, updated or deleted: the job does nothing with them",
                option.describe()
            ))
            .label("nothing to do")
            .help(
                "set `forCreateOnly` to `false` in the rows of fields that should be updated, set `isCreate` to \
                 `true`, or set `isSelected` to `false`",
            );
        if let Some(create) = option.is_create {
            diagnostic.related(create, "no objects are created, and all rows apply only to new objects");
        }
    }
}

fn report_no_selection(list: NodeRef, is_empty: bool, ctx: &mut RuleContext) {
    let diagnostic = ctx
        .report(Location::member_name(list))
        .message("no object type is selected: the job has nothing to do");
    if is_empty {
        diagnostic
            .label("no object types listed")
            .help("add an entry for each object type that the job should create or update");
    } else {
        diagnostic
            .label("none of these is selected")
            .help("set `isSelected` to `true` for the object types that the job should create or update");
    }
}

/// Whether the job certainly creates, updates and deletes no objects of a type.
fn is_unchanged(job: &Job, number: i64, option: &ObjectOption) -> bool {
    option.creates() == Some(false)
        && option.deletes() == Some(false)
        && option.is_deprovisioning.and_then(NodeRef::boolean) != Some(true)
        && are_all_for_creation(job, number)
}

/// Whether an object type has rows, all of which certainly apply only to new objects.
fn are_all_for_creation(job: &Job, number: i64) -> bool {
    let rows = job.rows_for_type(number);
    let creates = |row: &FieldRow| row.for_create_only.and_then(NodeRef::boolean) == Some(true);
    !rows.is_empty() && rows.iter().all(creates) && !job.has_row_without_type()
}

/// Whether the global script contains statements, or may contain them.
///
/// The script that the product generates has only comments in its handlers ("Create a New Job").
fn has_script(job: &Job) -> bool {
    let destination = job.side(SideName::Destination);
    let mut scripts = destination.setting_entries(SideSetting::EXPOSED_SCRIPT_CODE);
    scripts.any(|entry| entry.value_text().is_none_or(|text| text.lines().any(is_statement)))
}

fn is_statement(line: &str) -> bool {
    const DECLARATIONS: [&str; 8] =
        ["option", "imports", "module", "end", "sub", "public", "private", "friend"];
    let line = line.trim();
    let word = line.split(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
    let is_ignored = line.is_empty() || line.starts_with(['\'', '#']);
    !is_ignored && !DECLARATIONS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(option: &str, rows: &str, script: &str) -> String {
        format!(
            r#"{{"fieldsMap": [{rows}], "objectsOption": [{{"objectType": 1, {option}}}], "settings": [{{"key": "Destination.ExposedScriptCode", "value": "{script}", "dataType": "System.String"}}]}}"#
        )
    }

    const IDLE: &str = r#""isSelected": true, "isCreate": false, "isDelete": false"#;
    const ROW: &str = r#"{"objectType": 1, "forCreateOnly": true}"#;

    #[test]
    fn idle_object_types() {
        let generated = r#"Option Strict Off\r\nImports System\r\n\r\nModule ImanamiExposedCode\r\n#Region \"x\"\r\n'<--- x --->\t\r\n#End Region\r\n Sub DTM_Startup(ByVal s As Object) Handles DTM.Startup\r\n ' here\r\n End Sub\r\nEnd Module"#;
        let own = generated.replace("' here", "DTM.Source(1)");
        let updating = format!(r#"{ROW}, {{"objectType": 1, "forCreateOnly": false}}"#);
        Tester::new(&RULE)
            .passes(&[
                &job(IDLE, &updating, ""),
                &job(IDLE, r#"{"objectType": 1}"#, ""),
                &job(IDLE, r#"{"objectType": 1, "forCreateOnly": "true"}"#, ""),
                &job(IDLE, &format!("{ROW}, {{}}"), ""),
                &job(IDLE, r#"{"objectType": 4, "forCreateOnly": true}"#, ""),
                &job(IDLE, "", ""),
                &job(IDLE, ROW, &own),
                &job(IDLE, ROW, "${SCRIPT}"),
                &job(r#""isSelected": true, "isCreate": true, "isDelete": false"#, ROW, ""),
                &job(r#""isSelected": true, "isCreate": false, "isDelete": true"#, ROW, ""),
                &job(r#""isSelected": true, "isDelete": false"#, ROW, ""),
                &job(r#""isSelected": true, "isCreate": false"#, ROW, ""),
                &job(&format!(r#"{IDLE}, "isDeprovisioning": true"#), ROW, ""),
                &job(IDLE, ROW, "").replacen('{', r#"{"isTemplate": true, "#, 1),
            ])
            .fails(&[
                (&job(IDLE, ROW, ""), "/objectsOption/0/objectType", "1"),
                (&job(IDLE, ROW, generated), "/objectsOption/0/objectType", "1"),
            ])
            .check_doc_examples();
    }

    #[test]
    fn nothing_selected() {
        Tester::new(&RULE)
            .passes(&[
                r#"{"fieldsMap": []}"#,
                r#"{"fieldsMap": [], "objectsOption": null}"#,
                r#"{"objectsOption": [{"objectType": 1, "isSelected": false}, {"objectType": 4}]}"#,
                r#"{"objectsOption": [{"objectType": 1, "isSelected": "false"}]}"#,
                r#"{"objectsOption": [{"objectType": 1, "isSelected": false}, {"objectType": 4, "isSelected": true}]}"#,
                r#"{"isTemplate": true, "objectsOption": [{"objectType": 1, "isSelected": false}]}"#,
            ])
            .fails(&[
                (r#"{"fieldsMap": [], "objectsOption": []}"#, "/objectsOption", "\"objectsOption\""),
                (
                    r#"{"objectsOption": [{"objectType": 1, "isSelected": false}, {"objectType": 4, "isSelected": false}]}"#,
                    "/objectsOption",
                    "\"objectsOption\"",
                ),
            ]);
    }
}
