//! `incremental-without-timestamp`

use crate::job::SideName;
use crate::json::NodeKind;
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "incremental-without-timestamp",
    group: Group::Query,
    severity: Severity::Error,
    superseded_by: &["duplicate-query", "query-type-mismatch"],
    summary: "incremental source query without a timestamp field",
    page: rule_page!("incremental-without-timestamp"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for query in job.queries.iter().filter(|query| query.side() == Some(SideName::Source)) {
        let (Some(update_all), Some(field)) = (query.update_all, query.time_stamp_field) else { continue };
        let blank = field.kind() == NodeKind::Null || field.string().is_some_and(|name| is_blank(&name));
        if update_all.boolean() != Some(false) || !blank {
            continue;
        }
        ctx.report(field)
            .subject(query.value)
            .message("the query reads only changed records, but has no timestamp field")
            .label("no timestamp field")
            .help("specify the source field with the time of the last change, or write `\"updateAll\": true`")
            .related(update_all, "reads only changed records");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(members: &str) -> String {
        format!(r#"{{"syncQuery": [{{{members}}}]}}"#)
    }

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                &job(r#""isSource": true, "updateAll": true, "timeStampField": """#),
                &job(r#""isSource": true, "updateAll": false, "timeStampField": "ModifiedOn""#),
                &job(r#""isSource": true, "updateAll": false, "timeStampField": "${STAMP}""#),
                &job(r#""isSource": false, "updateAll": false, "timeStampField": null"#),
                &job(r#""isSource": true, "updateAll": "false", "timeStampField": null"#),
                &job(r#""isSource": true, "updateAll": false"#),
            ])
            .fails(&[
                (
                    &job(r#""isSource": true, "updateAll": false, "timeStampField": " ""#),
                    "/syncQuery/0/timeStampField",
                    "\" \"",
                ),
                (
                    &job(r#""isSource": true, "updateAll": false, "timeStampField": null"#),
                    "/syncQuery/0/timeStampField",
                    "null",
                ),
            ])
            .check_doc_examples();
    }
}
