//! `script-unknown-member`

use crate::catalog::{DTM_EVENTS, DTM_MEMBERS, is_dtm_member};
use crate::job::ScriptKind;
use crate::rules::prelude::*;
use crate::text::closest_match;

pub(crate) static RULE: Rule = Rule {
    name: "script-unknown-member",
    group: Group::Script,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    summary: "unknown member of `DTM`",
    page: rule_page!("script-unknown-member"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for script in job.scripts().parsed() {
        for member in script.script.dtm_references.iter().filter(|member| !member.is_event) {
            let name = script.script.member_name(script.text(), member);
            let is_global = script.kind == ScriptKind::Global;
            // Events occur in statements such as `AddHandler DTM.Startup, …`.
            if is_dtm_member(name) || DTM_EVENTS.iter().any(|event| event.name.eq_ignore_ascii_case(name)) {
                continue;
            }
            let suggestion = closest_match(name, DTM_MEMBERS.iter().map(|member| member.name));
            if is_global && suggestion.is_none() {
                continue;
            }
            let range = script.script.range_of(&(member.member..member.member + 1));
            let line = script.describe_line(&range);
            let location = Location::in_script(script, &range);
            ctx.report(location)
                .message(format!("`DTM` has no member `{name}`{line}"))
                .suggest(suggestion, location)
                .or_help(
                    "the members are `Source`, `Result`, `ExpandVariables`, `CancelRow`, `AddToContext` and `Context`",
                );
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
                r#"{"fieldsMap": [{"transform": "Script:text=DTM.AddToContext(\"a\", 1)\ndtm.result = DTM.context(\"a\").Destination.Sorce"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=With DTM\n.Result = x.Soruce & .ExpandVariables(\"%now%\")\nEnd With"}]}"#,
                r#"{"settings": [{"key": "Destination.ExposedScriptCode", "value": "Module M\nSub A(s As Object, a As EventArgs) Handles DTM.Startup\nDTM.Destination(\"x\")\nEnd Sub\nEnd Module"}]}"#,
            ])
            .fails(&[
                (r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = DTM.Destination(\"cn\")"}]}"#, "/fieldsMap/0/transform", "Destination"),
                (r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = $\"{DTM.Surce(\"cn\")}\""}]}"#, "/fieldsMap/0/transform", "Surce"),
                (
                    r#"{"settings": [{"key": "Destination.ExposedScriptCode", "value": "Module M\nSub A()\nDTM.CancelRows()\nEnd Sub\nEnd Module"}]}"#,
                    "/settings/0/value",
                    "CancelRows",
                ),
            ])
            .fixes(&[(
                r#"{"fieldsMap": [{"transform": "Script:text=If a Then DTM.CancleRow() Else DTM.Result = 1"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=If a Then DTM.CancelRow() Else DTM.Result = 1"}]}"#,
            )])
            .check_doc_examples();
    }
}
