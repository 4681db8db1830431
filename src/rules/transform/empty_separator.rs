//! `empty-separator`

use crate::language::transform::TransformBody;
use crate::rule::Location;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "empty-separator",
    group: Group::Transform,
    severity: Severity::Info,
    summary: "a Join that puts nothing between its fields",
    page: rule_page!("empty-separator"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    if !report.is_enabled(Severity::Info) {
        return;
    }
    for transform in job.transforms() {
        let Some(TransformBody::Join { first, separator, second }) = transform.body() else { continue };
        if !separator.text.is_empty() {
            continue;
        }
        let (value, Some(decoded)) = (transform.value, transform.decoded()) else { continue };
        // The parameter's name stands right before it.
        let start = separator.range.start.saturating_sub("separator=".len());
        report
            .report(Location::in_decoded_string(value, &decoded, start..separator.range.end))
            .message(format!("nothing stands between `{}` and `{}` in this Join", first.text, second.text))
            .label("no separator")
            .help(
                "if the two shall not run together, write what belongs between them, such as a blank or a dot, \
                 behind `separator=`",
            );
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
                r#"{"fieldsMap": [{"transform": "Join:field=a;separator= ;field=b"}, {"transform": ""}, {}]}"#,
                r#"{"fieldsMap": [{"transform": "Join:field=a;separator=; ;field=b"}]}"#,
                r#"{"fieldsMap": [{"transform": "Join:field=a;separator=\t;field=b"}]}"#,
                r#"{"fieldsMap": [{"transform": "Join:field=a;separator=${SEP};field=b"}]}"#,
                r#"{"fieldsMap": [{"transform": "Static:value=Join:field=a;separator=;field=b"}]}"#,
                r#"{"fieldsMap": [{"transform": "Join:field=a;field=b"}]}"#,
            ])
            .fails(&[
                (
                    r#"{"fieldsMap": [{"transform": "Join:field=\u00e9;separator=;field=b"}]}"#,
                    "/fieldsMap/0/transform",
                    "separator=",
                ),
                (
                    r#"{"fieldsMap": [{"transform": "join:Field=a;Separator=;Field=b"}]}"#,
                    "/fieldsMap/0/transform",
                    "Separator=",
                ),
            ])
            .check_doc_examples();
    }
}
