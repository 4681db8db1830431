//! `script-unassigned-result`

use crate::job::JobScript;
use crate::language::script::{UnassignedPath, UnassignedReason, unassigned_paths};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "script-unassigned-result",
    group: Group::Script,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    summary: "`DTM.Result` is not assigned on every path",
    page: rule_page!("script-unassigned-result"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let scripts = job.scripts();
    if scripts.global_assigns_result() {
        return;
    }
    for script in scripts.transforms() {
        for paths in unassigned_paths(&script.script, script.text()) {
            if let [first, others @ ..] = paths.as_slice() {
                report_unassigned(script, first, others, ctx);
            }
        }
    }
}

/// Number of further branches without an assignment that are listed.
const MAX_RELATED: usize = 20;

fn report_unassigned(
    script: &JobScript,
    path: &UnassignedPath,
    others: &[UnassignedPath],
    ctx: &mut RuleContext,
) {
    let line = script.describe_line(&path.range);
    let (message, label, help) = message_parts(path.reason, &line);
    let location = Location::in_script(script, &path.range);
    let mut diagnostic = ctx.report(location).message(message).help(help);
    if !label.is_empty() {
        diagnostic = diagnostic.label(label);
    }
    for other in others.iter().take(MAX_RELATED) {
        let label = message_parts(other.reason, "").1;
        diagnostic = diagnostic.related(Location::in_script(script, &other.range), label);
    }
    match path.reason {
        UnassignedReason::BareExpression => {
            // Published pages show such an expression as a starting point, hence only a warning.
            let fix =
                Fix::unsafe_("assign it to `DTM.Result`").insert(location.span().start, "DTM.Result = ");
            diagnostic.severity(Severity::Warning).fix(fix);
        }
        UnassignedReason::OtherResult => {
            diagnostic.fix(Fix::unsafe_("write `DTM.Result`").insert(location.span().start, "DTM."));
        }
        _ => {}
    }
}

const SKIPPED_ROW_HELP: &str = "a row without a result is skipped silently while the job completes";

/// Returns message, label and help.
fn message_parts(reason: UnassignedReason, line: &str) -> (String, &'static str, String) {
    match reason {
        UnassignedReason::NeverAssigned => (
            "the script never assigns `DTM.Result`".to_owned(),
            "",
            format!("assign the value of the field: `DTM.Result = …`; {SKIPPED_ROW_HELP}"),
        ),
        UnassignedReason::BareExpression => (
            "the script is an expression that is not assigned to `DTM.Result`".to_owned(),
            "",
            format!("put `DTM.Result = ` before it: {SKIPPED_ROW_HELP}"),
        ),
        UnassignedReason::OtherResult => (
            format!("`Result`{line} is not `DTM.Result`, which the script never assigns"),
            "",
            format!("write `DTM.Result`: {SKIPPED_ROW_HELP}"),
        ),
        UnassignedReason::ReturnsValue => (
            format!("`Return`{line} cannot return a value: a script is the body of a `Sub`"),
            "",
            "write `DTM.Result = …` instead".to_owned(),
        ),
        reason => {
            let (message, label, action) = path_message_parts(reason, line);
            let help = format!("{action}, or leave the row out with `DTM.CancelRow()`: {SKIPPED_ROW_HELP}");
            (message, label, help)
        }
    }
}

/// Returns message, label and recommended action for a path without an assignment.
fn path_message_parts(reason: UnassignedReason, line: &str) -> (String, &'static str, &'static str) {
    match reason {
        UnassignedReason::NoElse => (
            format!(
                "missing `Else`: if no condition of the `If`{line} is true, `DTM.Result` is not assigned"
            ),
            "no `Else`",
            "add an `Else` that assigns `DTM.Result`, assign it before the `If`",
        ),
        UnassignedReason::Branch => branch_message_parts("this branch of the `If`", line),
        UnassignedReason::Else => branch_message_parts("the `Else`", line),
        UnassignedReason::Case => branch_message_parts("the `Case`", line),
        UnassignedReason::NoCaseElse => (
            format!(
                "missing `Case Else`: if no `Case` of the `Select`{line} matches, `DTM.Result` is not assigned"
            ),
            "no `Case Else`",
            "add a `Case Else` that assigns `DTM.Result`",
        ),
        UnassignedReason::LoopMayNotRun => (
            format!("the loop{line} may run zero times, and then `DTM.Result` is not assigned"),
            "body may not run",
            "assign `DTM.Result` before the loop",
        ),
        UnassignedReason::LoopMayExitEarly => (
            format!("the loop{line} may exit before `DTM.Result` is assigned"),
            "may end without a result",
            "assign `DTM.Result` before the loop",
        ),
        UnassignedReason::Try => (
            format!("the `Try`{line} may end without assigning `DTM.Result`"),
            "may end without a result",
            "assign `DTM.Result` in the `Try`",
        ),
        UnassignedReason::Catch => (
            format!("the `Catch`{line} does not assign `DTM.Result`"),
            "not assigned in this branch",
            "assign a default value, `Throw`",
        ),
        UnassignedReason::EarlyExit => (
            format!("the script exits{line} before `DTM.Result` is assigned"),
            "exits without a result",
            "assign `DTM.Result` first",
        ),
        _ => (
            "the script reaches its end without assigning `DTM.Result`".to_owned(),
            "not assigned before this point",
            "assign `DTM.Result` there",
        ),
    }
}

fn branch_message_parts(branch: &str, line: &str) -> (String, &'static str, &'static str) {
    (
        format!("{branch}{line} does not assign `DTM.Result`"),
        "not assigned in this branch",
        "assign `DTM.Result` in it",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                r#"{"fieldsMap": [{"transform": "Script:text=dtm.result = 1"}, {"transform": "Script:text= "}, {"transform": 1}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=${SCRIPT}"}, {"transform": "${SCRIPT}"}, {"transform": "Static:value=x"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=x = 1"}], "settings": [{"key": "destination.scriptinglanguage", "value": "1"}]}"#,
                // The script has a syntax error, which is reported instead.
                r#"{"fieldsMap": [{"transform": "Script:text=If x == 1 Then y = 2"}]}"#,
                // The global script assigns it.
                r#"{"fieldsMap": [{"transform": "Script:text=SetIt(\"x\")"}], "settings": [{"key": "Destination.ExposedScriptCode", "value": "Module M\nSub SetIt(v)\nDTM.Result = v\nEnd Sub\nEnd Module"}]}"#,
            ])
            .fails(&[
                (r#"{"fieldsMap": [{"transform": "Script:text=Dim x = \"\u00e9\"\nSelect Case x\nCase \"a\"\nDTM.Result = 1\nEnd Select"}]}"#, "/fieldsMap/0/transform", "Select"),
                // Assigning a variable on every path is not an assignment of the result.
                (r#"{"fieldsMap": [{"transform": "Script:text=Dim x = \"\"\nx = x.Trim()\nIf x = \"a\" Then\nDTM.Result = 1\nEnd If"}]}"#, "/fieldsMap/0/transform", "If"),
                (r#"{"jobs": [{"fieldsMap": [{"transform": "Script:text=If x Then Exit Sub\r\nDTM.Result = 1"}]}], "jobCollectionInfo": {}}"#, "/jobs/0/fieldsMap/0/transform", "Exit"),
            ])
            .fixes(&[
                (
                    r#"{"fieldsMap": [{"transform": "Script:text=DTM.Source(\"First\") & \".\" & DTM.Source(\"Last\")"}]}"#,
                    r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = DTM.Source(\"First\") & \".\" & DTM.Source(\"Last\")"}]}"#,
                ),
                (
                    r#"{"fieldsMap": [{"transform": "Script:text=Result = DTM.Source(\"First\")"}]}"#,
                    r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = DTM.Source(\"First\")"}]}"#,
                ),
            ])
            .check_doc_examples();
    }
}
