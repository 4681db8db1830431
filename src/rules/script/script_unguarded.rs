//! `script-unguarded`

use std::collections::HashSet;

use crate::job::JobScript;
use crate::language::script::{Arguments, Punct};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "script-unguarded",
    group: Group::Script,
    severity: Severity::Info,
    summary: "string operation on a source value that may be empty",
    page: rule_page!("script-unguarded"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

/// Members of a string that fail if it is empty or too short.
const THROWS_ON_EMPTY: &[&str] = &["Substring", "Split", "Remove", "Chars"];

fn check(job: &Job, ctx: &mut RuleContext) {
    if !ctx.is_enabled(Severity::Info) {
        return;
    }
    for script in job.scripts().transforms().filter(|script| script.script.is_well_formed()) {
        if script.script.has_try() {
            continue;
        }
        check_script(script, ctx);
    }
}

fn check_script(script: &JobScript, ctx: &mut RuleContext) {
    let text = script.text();
    let (mut once, mut again) = (HashSet::new(), HashSet::new());
    for field in script.script.source_fields(text) {
        let name = field.name.to_lowercase();
        if !once.insert(name.clone()) {
            again.insert(name);
        }
    }
    for source in script.script.references_to(text, "Source") {
        let Arguments::Literal { value, .. } = script.script.arguments(text, source.member) else { continue };
        if again.contains(&value.to_lowercase()) {
            continue;
        }
        // `DTM.Source ( "field" ) . Substring`
        let after = source.member + 4;
        let token = |at: usize| script.script.tokens.get(at);
        let (at, what) = match (token(after), token(after + 1)) {
            (Some(dot), Some(member)) if dot.is_punct(Punct::Dot) => {
                let name = member.text(text);
                if !THROWS_ON_EMPTY.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                    continue;
                }
                (after + 1, format!("`.{name}`"))
            }
            (Some(open), _) if open.is_punct(Punct::OpenParen) => (after, "an index".to_owned()),
            _ => continue,
        };
        let range = script.script.range_of(&(at..at + 1));
        let line = script.describe_line(&range);
        ctx
            .report(Location::in_script(script, &range))
            .message(format!("{what}{line} fails for a row in which `{value}` is empty or too short"))
            .help("check the value first, or use `Left`, `Mid` or `Right`, which never fail: a row whose script fails is \
                skipped");
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
                r#"{"fieldsMap": [{"transform": "Script:text=If Len(DTM.Source(\"a\")) > 1 Then DTM.Result = DTM.Source(\"A\").Substring(1) Else DTM.Result = \"\""}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=Try\nDTM.Result = DTM.Source(\"a\").Substring(1)\nCatch\nDTM.Result = \"\"\nEnd Try"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = DTM.Source(\"a\").Trim()"}]}"#,
            ])
            .fails(&[
                (r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = DTM.Source(\"a\").split(\".\")(0)"}]}"#, "/fieldsMap/0/transform", "split"),
                (r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = DTM.Source(\"a\")(0)"}]}"#, "/fieldsMap/0/transform", "("),
            ])
            .check_doc_examples();
    }
}
