//! `collection-summary`

use std::borrow::Cow;
use std::collections::HashMap;

use crate::catalog::OMITTED_IN_SUMMARIES;
use crate::job::{Collection, JobInfo};
use crate::json::NodeKind;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "collection-summary",
    group: Group::Job,
    severity: Severity::Error,
    summary: "summary list of a collection disagrees with its jobs",
    page: rule_page!("collection-summary"),
    check: Check::File(check),
    ..Rule::DEFAULT
};

const HELP: &str = "write the same value in both: which one the server uses is not known";

fn check<'d>(file: &JobFile<'d>, ctx: &mut RuleContext<'_, 'd>) {
    let Some(collection) = &file.collection else { return };
    let list = collection.info.and_then(|info| info.get("jobs"));
    let Some(list) = list.filter(|list| list.kind() == NodeKind::Array) else { return };
    if collection.value.get("jobs").is_none_or(|jobs| jobs.kind() != NodeKind::Array) {
        return;
    }
    let infos: Vec<Option<JobInfo<'d>>> = file.jobs.iter().map(|job| job.info).collect();
    if collection.summaries.len() != infos.len() {
        check_length(collection, list, &infos, ctx);
    } else if !check_order(collection, &infos, ctx) {
        for (summary, info) in collection.summaries.iter().zip(&infos) {
            if let Some(info) = info {
                compare_members(summary, info, ctx);
            }
        }
    }
}

/// The name in the form in which names are compared, if it is known.
fn comparable_name(info: &JobInfo) -> Option<String> {
    let name = info.name?.string()?;
    let name = name.trim();
    (!name.is_empty() && !info.value.placeholders().is_unresolved(name)).then(|| name.to_lowercase())
}

/// Indexes entries by name; `None` if a name is unknown or occurs twice.
fn index_by_name<'i, 'd: 'i>(
    infos: impl Iterator<Item = Option<&'i JobInfo<'d>>>,
) -> Option<HashMap<String, &'i JobInfo<'d>>> {
    let mut found = HashMap::new();
    for info in infos {
        let info = info?;
        if found.insert(comparable_name(info)?, info).is_some() {
            return None;
        }
    }
    Some(found)
}

fn check_length<'d>(
    collection: &Collection<'d>,
    list: NodeRef<'d>,
    infos: &[Option<JobInfo<'d>>],
    ctx: &mut RuleContext<'_, 'd>,
) {
    let summaries = index_by_name(collection.summaries.iter().map(Some));
    let jobs = index_by_name(infos.iter().map(Option::as_ref));
    let count = |number: usize| if number == 1 { "1 job".to_owned() } else { format!("{number} jobs") };
    let (listed, actual) = (collection.summaries.len(), infos.len());
    let mut message =
        format!("the summary list contains {}, but the collection contains {}", count(listed), actual);
    let mut location = Location::member_name(list);
    let mut missing = None;
    if let (Some(summaries), Some(jobs)) = (&summaries, &jobs) {
        // The lengths differ, so entries are matched by name instead of by position.
        for summary in &collection.summaries {
            match comparable_name(summary).and_then(|name| jobs.get(&name)) {
                Some(info) => compare_members(summary, info, ctx),
                None if listed > actual => {
                    if let Some(extra) = summary.name {
                        location = extra.into();
                        message = format!(
                            "the summary list contains {}, which is not in the collection",
                            ctx.quote(extra)
                        );
                    }
                }
                None => {}
            }
        }
        let is_unlisted =
            |info: &&JobInfo| comparable_name(info).is_some_and(|name| !summaries.contains_key(&name));
        missing = infos.iter().flatten().find(is_unlisted).and_then(|info| info.name);
    }
    let mut diagnostic = ctx
        .report(location)
        .message(message)
        .help("`jobCollectionInfo.jobs` must contain the `jobInfo` of each job in `jobs`, in the same order");
    if let Some(missing) = missing {
        diagnostic = diagnostic.related(missing, "not in the summary list");
    }
    if listed == 0 {
        diagnostic.severity(Severity::Warning);
    }
}

/// Reports the same jobs in a different order. Returns whether it did.
fn check_order<'d>(
    collection: &Collection<'d>,
    infos: &[Option<JobInfo<'d>>],
    ctx: &mut RuleContext<'_, 'd>,
) -> bool {
    let (Some(summaries), Some(jobs)) = (
        index_by_name(collection.summaries.iter().map(Some)),
        index_by_name(infos.iter().map(Option::as_ref)),
    ) else {
        return false;
    };
    if !summaries.keys().all(|name| jobs.contains_key(name)) {
        return false;
    }
    let pairs = collection.summaries.iter().zip(infos.iter().flatten());
    let mut moved = pairs.filter_map(|(summary, info)| {
        Some((summary.name?, info.name?, comparable_name(summary) != comparable_name(info)))
    });
    let Some((summary, job, _)) = moved.find(|(_, _, differs)| *differs) else { return false };
    let (listed, actual) = (ctx.quote(summary), ctx.quote(job));
    ctx.report(summary)
        .message("the summary list has a different order than `jobs`")
        .label(format!("{listed} is at this position"))
        .help("put both lists in the same order: entries at the same position describe the same job")
        .related(job, format!("{actual} is at the same position"));
    true
}

/// Reports each member that differs; if the names differ, only the names.
fn compare_members<'d>(summary: &JobInfo<'d>, info: &JobInfo<'d>, ctx: &mut RuleContext<'_, 'd>) {
    if let (Some(listed), Some(own)) = (summary.name, info.name)
        && values_differ(listed, own)
    {
        let (listed_name, own_name) = (ctx.quote(listed), ctx.quote(own));
        ctx.report(listed)
            .message(format!(
                "the summary list contains {listed_name} where the collection contains {own_name}"
            ))
            .help(HELP)
            .related(own, "job at this position");
        return;
    }
    let job_name = info.name.map_or_else(|| "the job".to_owned(), |name| ctx.quote(name));
    let (listed_members, own_members) = (members_by_name(summary.value), members_by_name(info.value));
    let document = summary.value.document();
    for (name, value) in document.members(summary.value.id()) {
        let name = document.name(name);
        if OMITTED_IN_SUMMARIES.contains(&&*name) {
            continue;
        }
        // The last of several members with the same name counts.
        let listed = listed_members.get(&name).filter(|listed| listed.id() == value);
        let (Some(listed), Some(own)) = (listed, own_members.get(&name)) else { continue };
        if !values_differ(*listed, *own) {
            continue;
        }
        let (listed_value, own_value) = (ctx.quote(*listed), ctx.quote(*own));
        ctx.report(*listed)
            .message(format!(
                "`{name}` of {job_name} is {listed_value} in the summary list, but {own_value} in the job"
            ))
            .help(HELP)
            .related(*own, "value in the job");
    }
}

/// Indexes the members of an object by name.
fn members_by_name(object: NodeRef<'_>) -> HashMap<Cow<'_, str>, NodeRef<'_>> {
    let document = object.document();
    let members = document.members(object.id());
    members.map(|(name, value)| (document.name(name), NodeRef::new(document, value))).collect()
}

/// Whether two values of the same kind differ. Schema rules report values of different kinds.
fn values_differ(listed: NodeRef, own: NodeRef) -> bool {
    match (listed.kind(), own.kind()) {
        (NodeKind::String, NodeKind::String) => match (listed.string(), own.string()) {
            (Some(listed_text), Some(own_text)) => {
                listed_text != own_text
                    && !listed.placeholders().is_unresolved(&listed_text)
                    && !own.placeholders().is_unresolved(&own_text)
            }
            _ => false,
        },
        (NodeKind::Number, NodeKind::Number) => match (listed.integer(), own.integer()) {
            (Some(listed), Some(own)) => listed != own,
            _ => false,
        },
        (NodeKind::True, NodeKind::False) | (NodeKind::False, NodeKind::True) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn collection(summaries: &str, jobs: &[&str]) -> String {
        let jobs: Vec<String> = jobs.iter().map(|info| format!(r#"{{"jobInfo": {info}}}"#)).collect();
        format!(r#"{{"jobCollectionInfo": {{"jobs": {summaries}}}, "jobs": [{}]}}"#, jobs.join(", "))
    }

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                &collection(
                    r#"[{"name": "a", "runOrder": 1, "smartgroupSchedule": null, "enabled": true, "collectionId": null}]"#,
                    &[r#"{"name": "a", "runOrder": 1, "smartgroupSchedule": "x", "enabled": false, "collectionId": 7}"#],
                ),
                &collection("[]", &[]),
                // Absent members, `null`, wrong types and placeholders are not compared.
                &collection(r#"[{"name": "a", "description": null, "x": 1}]"#, &[r#"{"name": "a", "description": "d", "runOrder": 1}"#]),
                &collection(r#"[{"name": "a", "runOrder": "1", "isEnable": "true"}]"#, &[r#"{"name": "a", "runOrder": 2, "isEnable": false}"#]),
                &collection(r#"[{"name": "${A}"}]"#, &[r#"{"name": "b"}"#]),
                &collection(r#"[{"name": "\u0061", "timesRun": 0}]"#, &[r#"{"name": "a", "timesRun": 0}"#]),
                &collection(r#"[{}]"#, &["null"]),
                &collection("null", &[r#"{"name": "b"}"#]),
                r#"{"jobCollectionInfo": {"jobs": [{"name": "a"}]}, "jobs": null}"#,
                r#"{"jobCollectionInfo": {}, "jobs": [{"jobInfo": {"name": "a"}}]}"#,
            ])
            .fails(&[
                (
                    &collection(r#"[{"name": "a", "onFailure": "Abort"}]"#, &[r#"{"name": "a", "onFailure": "Continue"}"#]),
                    "/jobCollectionInfo/jobs/0/onFailure",
                    "\"Abort\"",
                ),
                (
                    &collection(r#"[{"name": "a", "isEnable": true}]"#, &[r#"{"name": "a", "isEnable": false}"#]),
                    "/jobCollectionInfo/jobs/0/isEnable",
                    "true",
                ),
                // A different job: only the name is reported.
                (
                    &collection(r#"[{"name": "a", "runOrder": 1}]"#, &[r#"{"name": "b", "runOrder": 2}"#]),
                    "/jobCollectionInfo/jobs/0/name",
                    "\"a\"",
                ),
                (
                    &collection(r#"[{"name": "b", "runOrder": 2}, {"name": "a", "runOrder": 1}]"#, &[r#"{"name": "a", "runOrder": 1}"#, r#"{"name": "b", "runOrder": 2}"#]),
                    "/jobCollectionInfo/jobs/0/name",
                    "\"b\"",
                ),
                (
                    &collection(r#"[{"name": "a"}]"#, &[r#"{"name": "b"}"#, r#"{"name": "a"}"#]),
                    "/jobCollectionInfo/jobs",
                    "\"jobs\"",
                ),
                (&collection("[]", &[r#"{"name": "b"}"#]), "/jobCollectionInfo/jobs", "\"jobs\""),
                (
                    &collection(r#"[{"name": "a"}, {"name": "b"}]"#, &[r#"{"name": "b"}"#]),
                    "/jobCollectionInfo/jobs/0/name",
                    "\"a\"",
                ),
            ])
            .check_doc_examples();
    }

    #[test]
    fn reports_each_differing_member_despite_missing_entry() {
        let text = collection(
            r#"[{"name": "b", "timesRun": 1, "sourceProvider": "x"}]"#,
            &[r#"{"name": "a"}"#, r#"{"name": "b", "timesRun": 2, "sourceProvider": "y"}"#],
        );
        let found = Tester::new(&RULE).findings(&text);
        assert_eq!(
            found.iter().map(|found| found.pointer.as_str()).collect::<Vec<_>>(),
            [
                "/jobCollectionInfo/jobs",
                "/jobCollectionInfo/jobs/0/timesRun",
                "/jobCollectionInfo/jobs/0/sourceProvider"
            ]
        );
    }
}
