//! `duplicate-job-name`

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::job::{FileKind, Job, JobFile, Value, has_placeholder};
use crate::rule::{Across, Check, Claim, FixKind, Group, Repeat, Reporter, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-job-name",
    group: Group::Job,
    severity: Severity::Warning,
    fix: FixKind::None,
    gives_way_to: &[],
    summary: "two jobs with the same name, in one collection or in two files",
    docs: r#"
The portal lists jobs by their names ("Choose Your Job Template"): two with the same one are hard to
tell apart, and sooner or later somebody edits, or runs, the wrong one. Case and surrounding blanks
make no difference.

Jobs within one collection are compared, and the single jobs of all files that are checked together.
Two files in different folders are an info only: folders are often kept for one server each. A job in
a collection is a copy of its own ("Synchronized Job Collection"), so that the same name as that of a
single job, or in two collections, is no finding; neither are saved answers of the server, nor a
template and a job that is called like it.

## Wrong

```json
{
  "jobCollectionInfo": { "name": "Nightly" },
  "jobs": [{ "jobInfo": { "name": "Users" } }, { "jobInfo": { "name": "users" } }]
}
```

## Right

```json
{
  "jobCollectionInfo": { "name": "Nightly" },
  "jobs": [{ "jobInfo": { "name": "Users" } }, { "jobInfo": { "name": "Groups" } }]
}
```
"#,
    check: Check::Across(&ACROSS),
};

static ACROSS: Across = Across { within, claims, repeated, in_other_folders: Severity::Info };

const HELP: &str =
    "give one of them another name: people find jobs by name, and edit or run the wrong one of two";

/// A job's name, and as what it is compared.
fn name<'d>(job: &Job<'d>) -> Option<(String, Value<'d>)> {
    let value = job.info?.name?;
    let written = value.string()?;
    let name = written.trim();
    (!name.is_empty() && !has_placeholder(name)).then(|| (name.to_lowercase(), value))
}

fn within<'d>(file: &JobFile<'d>, report: &mut Reporter<'_, 'd>) {
    if file.jobs.len() < 2 {
        return;
    }
    let mut known: HashMap<String, Value<'d>> = HashMap::new();
    for (name, value) in file.jobs.iter().filter_map(name) {
        let Some(first) = known.get(&name) else {
            known.insert(name, value);
            continue;
        };
        let shown = report.quote(value);
        report
            .at(value)
            .say(format!("two jobs of the collection are called {shown}"))
            .help(HELP)
            .also(*first, "the first of them");
    }
}

fn claims<'d>(file: &JobFile<'d>) -> Vec<Claim<'d>> {
    if file.kind != FileKind::Job {
        return Vec::new();
    }
    let claim = |job: &Job<'d>| {
        let (mut words, at) = name(job)?;
        words.insert_str(0, if job.is_template { "template " } else { "job " });
        Some(Claim { words, at })
    };
    file.jobs.iter().filter_map(claim).collect()
}

fn repeated<'d>(claim: &Claim<'d>, repeat: &Repeat, report: &mut Reporter<'_, 'd>) {
    let shown = report.quote(claim.at);
    let severity = if repeat.same_folder { RULE.severity } else { ACROSS.in_other_folders };
    let help = if repeat.same_folder {
        HELP
    } else {
        "if both folders are for the same server, give one of them another name"
    };
    report
        .at(claim.at)
        .severity(severity)
        .say(format!("the job in {} is called {shown}, too", repeat.first.path))
        .help(help)
        .also_in(&repeat.first, "the other one");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::Tester;

    #[test]
    fn table() {
        Tester(&RULE)
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
            .documented();
    }
}
