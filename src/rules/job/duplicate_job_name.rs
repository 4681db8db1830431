//! `duplicate-job-name`

use std::collections::HashMap;

use crate::job::FileKind;
use crate::rule::{CrossFileRule, DuplicateKey, UniqueKey};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-job-name",
    group: Group::Job,
    severity: Severity::Warning,
    summary: "two jobs with the same name in one collection or in two files",
    page: rule_page!("duplicate-job-name"),
    check: Check::CrossFile(&CROSS_FILE),
    ..Rule::DEFAULT
};

static CROSS_FILE: CrossFileRule =
    CrossFileRule { check_file, unique_keys, report_duplicate, severity_across_folders: Severity::Info };

const HELP: &str = "rename one of them: jobs are found by name, so the wrong one is easily edited or run";

/// The name of a job in the form in which names are compared, with its node.
fn normalized_name<'d>(job: &Job<'d>) -> Option<(String, NodeRef<'d>)> {
    let value = job.info?.name?;
    let written = value.string()?;
    let name = written.trim();
    (!name.is_empty() && !job.has_placeholder(name)).then(|| (name.to_lowercase(), value))
}

fn check_file<'d>(file: &JobFile<'d>, ctx: &mut RuleContext<'_, 'd>) {
    if file.jobs.len() < 2 {
        return;
    }
    let mut known: HashMap<String, NodeRef<'d>> = HashMap::new();
    for (name, value) in file.jobs.iter().filter_map(normalized_name) {
        let Some(first) = known.get(&name) else {
            known.insert(name, value);
            continue;
        };
        let shown = ctx.quote(value);
        ctx.report(value)
            .message(format!("two jobs of the collection are named {shown}"))
            .help(HELP)
            .related(*first, "first job with this name");
    }
}

fn unique_keys<'d>(file: &JobFile<'d>) -> Vec<UniqueKey<'d>> {
    if file.kind != FileKind::Job {
        return Vec::new();
    }
    let unique_key = |job: &Job<'d>| {
        let (mut key, node) = normalized_name(job)?;
        key.insert_str(0, if job.is_template { "template " } else { "job " });
        Some(UniqueKey { key, node })
    };
    file.jobs.iter().filter_map(unique_key).collect()
}

fn report_duplicate<'d>(key: &UniqueKey<'d>, duplicate: &DuplicateKey, ctx: &mut RuleContext<'_, 'd>) {
    let shown = ctx.quote(key.node);
    let severity = if duplicate.same_folder { RULE.severity } else { CROSS_FILE.severity_across_folders };
    let help = if duplicate.same_folder {
        HELP
    } else {
        "if both folders are for the same server, rename one of the jobs"
    };
    ctx.report(key.node)
        .severity(severity)
        .message(format!("the job in {} is also named {shown}", duplicate.first_location.path))
        .help(help)
        .related_in_file(&duplicate.first_location, "other job with this name");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                r#"{"jobInfo": {"name": "Users"}}"#,
                r#"{"jobCollectionInfo": {"jobs": [{"name": "a"}]}, "jobs": [{"jobInfo": {"name": "a"}}]}"#,
                r#"{"jobCollectionInfo": {"name": "a"}, "jobs": [{"jobInfo": {"name": "a"}}]}"#,
                r#"{"jobCollectionInfo": {}, "jobs": [{"jobInfo": {"name": "${N}"}}, {"jobInfo": {"name": "${N}"}}]}"#,
                r#"{"jobCollectionInfo": {}, "jobs": [{"jobInfo": {"name": ""}}, {"jobInfo": {"name": " "}}, {}, {"jobInfo": {"name": null}}]}"#,
            ])
            .fails(&[
                (
                    r#"{"jobCollectionInfo": {}, "jobs": [{"jobInfo": {"name": "ÄB"}}, {"jobInfo": {"name": "x"}}, {"jobInfo": {"name": " äb "}}]}"#,
                    "/jobs/2/jobInfo/name",
                    "\" äb \"",
                ),
                (
                    r#"{"count": 2, "data": {"jobCollectionInfo": {}, "jobs": [{"jobInfo": {"name": "a"}}, {"jobInfo": {"name": "\u0061"}}]}}"#,
                    "/data/jobs/1/jobInfo/name",
                    r#""\u0061""#,
                ),
            ])
            .check_doc_examples();
    }
}
