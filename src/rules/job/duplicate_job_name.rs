//! `duplicate-job-name`

use std::collections::HashMap;

use crate::job::{FileKind, has_placeholder};
use crate::rule::{CrossFileRule, DuplicateKey, UniqueKey};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-job-name",
    group: Group::Job,
    severity: Severity::Warning,
    summary: "two jobs with the same name, in one collection or in two files",
    page: rule_page!("duplicate-job-name"),
    check: Check::CrossFile(&CROSS_FILE),
    ..Rule::DEFAULT
};

static CROSS_FILE: CrossFileRule =
    CrossFileRule { check_file, unique_keys, report_duplicate, severity_across_folders: Severity::Info };

const HELP: &str =
    "give one of them another name: people find jobs by name, and edit or run the wrong one of two";

/// A job's name, and as what it is compared.
fn normalized_name<'d>(job: &Job<'d>) -> Option<(String, NodeRef<'d>)> {
    let value = job.info?.name?;
    let written = value.string()?;
    let name = written.trim();
    (!name.is_empty() && !has_placeholder(name)).then(|| (name.to_lowercase(), value))
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
            .message(format!("two jobs of the collection are called {shown}"))
            .help(HELP)
            .related(*first, "the first of them");
    }
}

fn unique_keys<'d>(file: &JobFile<'d>) -> Vec<UniqueKey<'d>> {
    if file.kind != FileKind::Job {
        return Vec::new();
    }
    let claim = |job: &Job<'d>| {
        let (mut words, at) = normalized_name(job)?;
        words.insert_str(0, if job.is_template { "template " } else { "job " });
        Some(UniqueKey { key: words, node: at })
    };
    file.jobs.iter().filter_map(claim).collect()
}

fn report_duplicate<'d>(claim: &UniqueKey<'d>, repeat: &DuplicateKey, ctx: &mut RuleContext<'_, 'd>) {
    let shown = ctx.quote(claim.node);
    let severity = if repeat.same_folder { RULE.severity } else { CROSS_FILE.severity_across_folders };
    let help = if repeat.same_folder {
        HELP
    } else {
        "if both folders are for the same server, give one of them another name"
    };
    ctx.report(claim.node)
        .severity(severity)
        .message(format!("the job in {} is called {shown}, too", repeat.first_location.path))
        .help(help)
        .related_in_file(&repeat.first_location, "the other one");
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
