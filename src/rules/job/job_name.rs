//! `job-name`

use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "job-name",
    group: Group::Job,
    severity: Severity::Error,
    summary: "job or collection without a name",
    page: rule_page!("job-name"),
    check: Check::File(check),
    ..Rule::DEFAULT
};

fn check(file: &JobFile, ctx: &mut RuleContext) {
    let collection = file.collection.as_ref().and_then(|collection| collection.info);
    report_blank(collection.and_then(|info| info.get("name")), "the collection", ctx);
    for info in file.jobs.iter().filter_map(|job| job.info) {
        report_blank(info.name, "the job", ctx);
    }
}

fn report_blank(name: Option<NodeRef>, whose: &str, ctx: &mut RuleContext) {
    let Some(name) = name.filter(|name| name.string().is_some_and(|name| is_blank(&name))) else {
        return;
    };
    ctx.report(name)
        .message(format!("{whose} has no name"))
        .help(format!("enter a name: the portal requires one and lists {whose} by name"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                r#"{"jobInfo": {"name": "${JOB_NAME}"}}"#,
                r#"{"isTemplate": true, "jobInfo": {"name": "Ü"}}"#,
                r#"{"jobInfo": {}}"#,
                r#"{"jobInfo": {"name": null}}"#,
                r#"{"jobInfo": {"name": 7}}"#,
                // `collection-summary` reports a summary without the name of its job.
                r#"{"jobCollectionInfo": {"name": "Nightly", "jobs": [{"name": ""}]}, "jobs": [{"jobInfo": {"name": "a"}}]}"#,
            ])
            .fails(&[
                (r#"{"jobInfo": {"name": ""}}"#, "/jobInfo/name", "\"\""),
                (r#"{"jobInfo": {"name": "\t"}}"#, "/jobInfo/name", r#""\t""#),
                (r#"{"data": {"jobInfo": {"name": " "}}, "count": 0}"#, "/data/jobInfo/name", "\" \""),
                (
                    r#"{"jobCollectionInfo": {"name": ""}, "jobs": [{"jobInfo": {"name": "a"}}]}"#,
                    "/jobCollectionInfo/name",
                    "\"\"",
                ),
                (
                    r#"{"jobCollectionInfo": {"name": "x"}, "jobs": [{"jobInfo": {"name": "a"}}, {"jobInfo": {"name": ""}}]}"#,
                    "/jobs/1/jobInfo/name",
                    "\"\"",
                ),
            ])
            .check_doc_examples();
    }
}
