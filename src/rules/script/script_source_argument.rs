//! `script-source-argument`

use crate::language::script::{Arguments, Keyword};
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "script-source-argument",
    group: Group::Script,
    severity: Severity::Error,
    summary: "`DTM.Source` call without the name of exactly one source field",
    page: rule_page!("script-source-argument"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for script in job.scripts().parsed().filter(|script| script.script.is_well_formed()) {
        for source in script.script.references_to(script.text(), "Source").filter(|source| !source.is_event) {
            let before = source.start.checked_sub(1).and_then(|before| script.script.tokens.get(before));
            if before.is_some_and(|before| before.is(Keyword::AddressOf)) {
                continue;
            }
            let reference = script.script.range_of(&(source.start..source.member + 1));
            let (range, label) = match script.script.arguments(script.text(), source.member) {
                Arguments::Absent => (reference, "missing field name"),
                Arguments::Empty(range) => (range, "missing field name"),
                Arguments::Multiple(range) => (range, "takes one field name"),
                Arguments::Literal { value, range, .. } if is_blank(&value) => (range, "empty field name"),
                Arguments::Literal { .. } | Arguments::Other => continue,
            };
            let line = script.describe_line(&range);
            ctx.report(Location::in_script(script, &range))
                .message(format!("`DTM.Source`{line} requires the name of one source field"))
                .label(label)
                .help("write `DTM.Source(\"field\")`; join several fields with `&`");
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
                r#"{"fieldsMap": [{"transform": "Script:text=Dim f = \"x\"\nDTM.Result = DTM.Source(f) & dtm.source(Pick(\"a\", \"b\"))"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = DTM.Source(\"${FIELD}\") & DTM.Source( _\n \"a\" )"}]}"#,
            ])
            .fails(&[
                (r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = DTM.Source & \"x\""}]}"#, "/fieldsMap/0/transform", "DTM.Source"),
                (r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = DTM.Source( )"}]}"#, "/fieldsMap/0/transform", "( )"),
                (r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = DTM.Source(\" \")"}]}"#, "/fieldsMap/0/transform", r#"\" \""#),
            ])
            .check_doc_examples();
    }
}
