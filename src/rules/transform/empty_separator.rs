//! `empty-separator`

use crate::language::transform::TransformBody;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "empty-separator",
    group: Group::Transform,
    severity: Severity::Info,
    summary: "Join transform with an empty separator",
    page: rule_page!("empty-separator"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    if !ctx.is_enabled(Severity::Info) {
        return;
    }
    for transform in job.transforms() {
        let Some(TransformBody::Join { first, separator, second }) = transform.body() else { continue };
        if !separator.text.is_empty() {
            continue;
        }
        let parameter = separator.range.start.saturating_sub("separator=".len())..separator.range.end;
        let Some(location) = Location::in_string(transform.value, &parameter) else { continue };
        ctx.report(location)
            .message(format!("this Join has no separator between `{}` and `{}`", first.text, second.text))
            .label("no separator")
            .help(
                "if the two values should be separated, add what belongs between them after `separator=`, \
                 such as a space or a dot",
            );
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
            "Join:field=a;separator= ;field=b",
            "Join:field=a;separator=; ;field=b",
            "Join:field=a;separator=\t;field=b",
            "Join:field=a;separator=${SEP};field=b",
            "Static:value=Join:field=a;separator=;field=b",
            "Join:field=a;field=b",
            "",
        ] {
            tester.passes(&[&job().transform(transform).text()]);
        }
        tester
            .passes(&[r#"{"fieldsMap": [{}]}"#])
            .fails(&[
                (
                    r#"{"fieldsMap": [{"transform": "Join:field=\u00e9;separator=;field=b"}]}"#,
                    "/fieldsMap/0/transform",
                    "separator=",
                ),
                (
                    &job().transform("join:Field=a;Separator=;Field=b").text(),
                    "/fieldsMap/0/transform",
                    "Separator=",
                ),
            ])
            .check_doc_examples();
    }
}
