//! `transform-syntax`

use crate::language::transform::TransformError;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "transform-syntax",
    group: Group::Transform,
    severity: Severity::Error,
    tags: &[Tag::Syntax],
    summary: "invalid transform syntax",
    page: rule_page!("transform-syntax"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for transform in job.transforms() {
        let Err(TransformError::Syntax { range, message, help }) = &transform.parse_result else { continue };
        // The whole transform may be a placeholder.
        if job.has_placeholder(transform.text.split(':').next().unwrap_or_default()) {
            continue;
        }
        let Some(location) = Location::in_string(transform.value, range) else { continue };
        ctx.report(location).message(message).help(help);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::builders::job;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for transform in [
            "",
            "Static:value=8",
            "join:field=a;separator=; ;field=b",
            "Script:text=DTM.Result = \"a;b\"\r\n' done",
            "Left:field=Last;length=3",
            "Concat:a",
            "${CN_TRANSFORM}",
            "{{ cn }}",
        ] {
            tester.passes(&[&job().transform(transform).text()]);
        }
        tester
            .passes(&[r#"{"fieldsMap": [{"transform": null}, {"transform": 7}]}"#])
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
                (&job().transform("Static:text=8").text(), "/fieldsMap/0/transform", "text"),
                (&job().transform("First").text(), "/fieldsMap/0/transform", "First"),
            ])
            .check_doc_examples();
    }

    #[test]
    fn positions_are_exact_after_escapes() {
        let text = r#"{"fieldsMap": [{"transform": "Left:field=\u00e9\"\ud83d\ude00;length=0"}]}"#;
        let found = Tester::new(&RULE).findings(text);
        assert_eq!(found[0].span.start as usize, text.find("0\"}").expect("zero"));
        assert_eq!(found[0].span.len(), 1);
    }
}
