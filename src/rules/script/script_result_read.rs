//! `script-result-read`

use crate::language::script::Access;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "script-result-read",
    group: Group::Script,
    severity: Severity::Error,
    summary: "`DTM.Result` is read, but can only be assigned",
    page: rule_page!("script-result-read"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for script in job.scripts().parsed().filter(|script| script.script.is_well_formed()) {
        for result in script.script.references_to(script.text(), "Result") {
            if result.access == Access::Write || result.is_event {
                continue;
            }
            let range = script.script.range_of(&(result.start..result.member + 1));
            let line = script.describe_line(&range);
            let how =
                if result.access == Access::ReadWrite { "compound assignment reads it" } else { "read here" };
            ctx
                .report(Location::in_script(script, &range))
                .message(format!("`DTM.Result`{line} can only be assigned, not read"))
                .label(how)
                .help("build the value in a variable (`Dim value As String`) and assign it to `DTM.Result` at the end");
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
                r#"{"fieldsMap": [{"transform": "Script:text=If a Then DTM.Result = 1 Else : DTM.Result = 2"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=With DTM\n.Result = .Source(\"DTM.Result\")\nEnd With ' DTM.Result"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=Dim f = Sub(x) DTM.Result = x\nf(1)"}]}"#,
            ])
            .fails(&[
                (r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = 1\nIf dtm.result = 2 Then Stop"}]}"#, "/fieldsMap/0/transform", "dtm.result"),
                (r#"{"fieldsMap": [{"transform": "Script:text=With DTM\n.Result = 1\n.Result += 1\nEnd With"}]}"#, "/fieldsMap/0/transform", ".Result"),
            ])
            .check_doc_examples();
    }
}
