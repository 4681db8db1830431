//! `incremental-without-timestamp`

use crate::diagnostic::Severity;
use crate::job::{Job, SideName};
use crate::json::NodeKind;
use crate::rule::{Check, FixKind, Group, RuleContext, Rule};
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "incremental-without-timestamp",
    group: Group::Query,
    severity: Severity::Error,
    fix: FixKind::None,
    superseded_by: &["duplicate-query", "query-type-mismatch"],
    summary: "an incremental source query without a time-stamp field",
    docs: r#"
A job that updates "only records that have changed" (`"updateAll": false`) has to know when each record
was changed: the source must carry a time stamp, and `timeStampField` must name it ("Schedule and
Notification"). Without one, name the field or update all records.

Destination queries always hold `false` and `null`: that is no mistake.

## Wrong

```json
{ "syncQuery": [{ "query": "SELECT * FROM Staff", "isSource": true, "updateAll": false, "timeStampField": "" }] }
```

## Right

```json
{ "syncQuery": [{ "query": "SELECT * FROM Staff", "isSource": true, "updateAll": false, "timeStampField": "ModifiedOn" }] }
```
"#,
    check: Check::Job(check),
};

fn check(job: &Job<'_>, report: &mut RuleContext<'_, '_>) {
    for query in job.queries.iter().filter(|query| query.side() == Some(SideName::Source)) {
        let (Some(update_all), Some(field)) = (query.update_all, query.time_stamp_field) else { continue };
        let blank = field.kind() == NodeKind::Null || field.string().is_some_and(|name| is_blank(&name));
        if update_all.boolean() != Some(false) || !blank {
            continue;
        }
        report
            .report(field)
            .subject(query.value)
            .message("only changed records are read, and no field tells when a record was changed")
            .label("no time-stamp field")
            .help("name the source field that holds the time of the last change, or write `\"updateAll\": true`")
            .related(update_all, "reads changed records only");
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
        Tester(&RULE)
            .passes(&[
                &job(r#""isSource": true, "updateAll": true, "timeStampField": """#),
                &job(r#""isSource": true, "updateAll": false, "timeStampField": "ModifiedOn""#),
                &job(r#""isSource": true, "updateAll": false, "timeStampField": "${STAMP}""#),
                &job(r#""isSource": false, "updateAll": false, "timeStampField": null"#),
                &job(r#""isSource": true, "updateAll": "false", "timeStampField": null"#),
                &job(r#""isSource": true, "updateAll": false"#),
            ])
            .fails(&[
                (&job(r#""isSource": true, "updateAll": false, "timeStampField": " ""#), "/syncQuery/0/timeStampField", "\" \""),
                (&job(r#""isSource": true, "updateAll": false, "timeStampField": null"#), "/syncQuery/0/timeStampField", "null"),
            ])
            .check_doc_examples();
    }
}
