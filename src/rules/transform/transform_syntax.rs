//! `transform-syntax`

use crate::job::has_placeholder;
use crate::language::transform::TransformError;
use crate::rule::Location;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "transform-syntax",
    group: Group::Transform,
    severity: Severity::Error,
    summary: "a transform that is not written as one",
    page: rule_page!("transform-syntax"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    for transform in job.transforms() {
        let Err(TransformError::Syntax { range, message, help }) = &transform.parse_result else { continue };
        // The whole transform may be filled in later.
        if has_placeholder(transform.text.split(':').next().unwrap_or_default()) {
            continue;
        }
        let Some(decoded) = transform.decoded() else { continue };
        report
            .report(Location::in_decoded_string(transform.value, &decoded, range.clone()))
            .message(message)
            .help(help);
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
                r#"{"fieldsMap": [{"transform": ""}, {"transform": null}, {"transform": "Static:value=8"}]}"#,
                r#"{"fieldsMap": [{"transform": "join:field=a;separator=; ;field=b"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = \"a;b\"\r\n' done"}]}"#,
                r#"{"fieldsMap": [{"transform": "Left:field=Last;length=3"}, {"transform": "Concat:a"}]}"#,
                r#"{"fieldsMap": [{"transform": 7}]}"#,
                r#"{"fieldsMap": [{"transform": "${CN_TRANSFORM}"}, {"transform": "{{ cn }}"}]}"#,
            ])
            .fails(&[
                (
                    r#"{"fieldsMap": [{"transform": "Join:field=\"A\\B\";separator=.;field="}]}"#,
                    "/fieldsMap/0/transform",
                    "",
                ),
                (
                    r#"{"fieldsMap": [{"transform": "Left:field=\u00e9t\u00e9;length=two"}]}"#,
                    "/fieldsMap/0/transform",
                    "two",
                ),
                (r#"{"fieldsMap": [{"transform": "Static:text=8"}]}"#, "/fieldsMap/0/transform", "text"),
                (r#"{"fieldsMap": [{"transform": "First"}]}"#, "/fieldsMap/0/transform", "First"),
            ])
            .check_doc_examples();
    }

    #[test]
    fn positions_are_exact_after_escapes() {
        use crate::linter::{FileOrigin, Linter, Scratch};
        let text = r#"{"fieldsMap": [{"transform": "Left:field=\u00e9\"\ud83d\ude00;length=0"}]}"#;
        let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let found = checked.diagnostics.iter().find(|found| found.rule == RULE.name).expect("finding");
        assert_eq!(found.span.start as usize, text.find("0\"}").expect("zero"));
        assert_eq!(found.span.len(), 1);
    }
}
