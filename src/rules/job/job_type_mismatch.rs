//! `job-type-mismatch`

use crate::catalog::JobKind;
use crate::job::JobInfo;
use crate::json::NodeKind;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "job-type-mismatch",
    group: Group::Job,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    summary: "`type`, `runOrder` or `collectionId` contradicts whether the job is in a collection",
    page: rule_page!("job-type-mismatch"),
    check: Check::File(check),
    ..Rule::DEFAULT
};

/// A member with a wrong value, and the expected one.
struct Mismatch<'d> {
    name: &'static str,
    value: NodeRef<'d>,
    expected: Option<String>,
}

fn check<'d>(file: &JobFile<'d>, ctx: &mut RuleContext<'_, 'd>) {
    let collection = file.collection.as_ref().map(|collection| collection.value);
    if collection.and_then(|collection| collection.get("isTemplate")).and_then(NodeRef::boolean) == Some(true)
    {
        return;
    }
    // Only jobs in a collection have a run order.
    let collected = if file.collection.is_some() { file.jobs.as_slice() } else { &[] };
    let mut free = unused_run_orders(collected);
    for (index, job) in file.jobs.iter().enumerate() {
        let Some(info) = job.info.filter(|_| !job.is_template) else { continue };
        let mismatches = match &file.collection {
            Some(collection) => {
                let id = collection.info.and_then(|info| info.get("id")).and_then(NodeRef::integer);
                check_collection_job(&info, id, &mut free)
            }
            None if file.is_response() => continue,
            None => check_single_job(&info),
        };
        report_mismatches(file, index, &mismatches, ctx);
    }
}

fn check_single_job<'d>(info: &JobInfo<'d>) -> Vec<Mismatch<'d>> {
    let job_type = with_integer(info.job_type).filter(|(_, kind)| *kind != JobKind::Single.number());
    let run_order = with_integer(info.run_order).filter(|(_, order)| *order > 0);
    let collection_id = with_integer(info.collection_id).filter(|(_, id)| *id != 0);
    [
        ("type", job_type, JobKind::Single.number().to_string()),
        ("runOrder", run_order, "0".to_owned()),
        ("collectionId", collection_id, "null".to_owned()),
    ]
    .into_iter()
    .filter_map(|(name, member, expected)| {
        member.map(|(value, _)| Mismatch { name, value, expected: Some(expected) })
    })
    .collect()
}

fn check_collection_job<'d>(
    info: &JobInfo<'d>,
    collection: Option<i64>,
    free: &mut impl Iterator<Item = usize>,
) -> Vec<Mismatch<'d>> {
    let in_collection = JobKind::InCollection.number();
    let mut mismatches = Vec::new();
    if let Some((value, _)) = with_integer(info.job_type).filter(|(_, kind)| *kind != in_collection) {
        mismatches.push(Mismatch { name: "type", value, expected: Some(in_collection.to_string()) });
        // If `type` is correct, `invalid-run-order` reports it.
        if let Some((value, _)) = with_integer(info.run_order).filter(|(_, order)| *order == 0) {
            let expected = free.next().map(|order| order.to_string());
            mismatches.push(Mismatch { name: "runOrder", value, expected });
        }
    }
    if let (Some(value), Some(collection)) = (info.collection_id, collection) {
        // A new job has no id yet; in a new collection `leftover-server-state` reports an old id.
        let differs = value.integer().is_some_and(|id| id != 0 && collection != 0 && id != collection);
        if differs || (!mismatches.is_empty() && value.kind() == NodeKind::Null) {
            mismatches.push(Mismatch { name: "collectionId", value, expected: Some(collection.to_string()) });
        }
    }
    mismatches
}

/// The run orders from 1 to the number of jobs that no job has.
fn unused_run_orders(jobs: &[Job]) -> impl Iterator<Item = usize> + use<> {
    let mut used = vec![false; jobs.len()];
    for order in jobs.iter().filter_map(|job| job.info?.run_order?.integer()) {
        let index = usize::try_from(order).ok().and_then(|order| order.checked_sub(1));
        if let Some(used) = index.and_then(|index| used.get_mut(index)) {
            *used = true;
        }
    }
    (1..).zip(used).filter(|(_, used)| !used).map(|(order, _)| order)
}

fn with_integer(value: Option<NodeRef<'_>>) -> Option<(NodeRef<'_>, i64)> {
    value.and_then(|value| value.integer().map(|number| (value, number)))
}

fn report_mismatches<'d>(
    file: &JobFile<'d>,
    index: usize,
    mismatches: &[Mismatch<'d>],
    ctx: &mut RuleContext<'_, 'd>,
) {
    let Some((first, others)) = mismatches.split_first() else { return };
    let actual_kind = if file.collection.is_some() { JobKind::InCollection } else { JobKind::Single };
    let expected: Vec<String> = mismatches
        .iter()
        .filter_map(|mismatch| Some(format!("`{}` {}", mismatch.name, mismatch.expected.as_ref()?)))
        .collect();
    let expected = expected.join(", ");
    let help = match actual_kind {
        JobKind::Single => format!(
            "a job outside a collection has {expected}; alternatively, move the job to the file of its collection"
        ),
        _ => format!("a job in this collection has {expected}"),
    };
    let mut fix = Fix::unsafe_(format!("write {expected}"));
    for mismatch in mismatches {
        let Some(expected) = &mismatch.expected else { continue };
        // Entries of the summary list have no collection id.
        let count = if mismatch.name == "collectionId" { 1 } else { 2 };
        let values = file.member_with_summary_copy(index, mismatch.name).take(count);
        fix = values.fold(fix, |fix, value| fix.replace(value.span(), expected));
    }
    let message = describe_mismatch(first, actual_kind);
    let mut diagnostic = ctx.report(first.value).message(message).help(help).fix(fix);
    for other in others {
        diagnostic = diagnostic.subject(other.value).related(other.value, "also wrong");
    }
}

fn describe_mismatch(mismatch: &Mismatch, actual_kind: JobKind) -> String {
    let name = mismatch.name;
    let written = mismatch.value.document().raw(mismatch.value.id());
    let location = if actual_kind == JobKind::Single { "not in a collection" } else { "in a collection" };
    match (name, actual_kind) {
        ("type", _) => match JobKind::from_number(written) {
            Some(kind) => format!("`type` {written} means {}, but this job is {location}", kind.describe()),
            None => format!("`type` {written} is not a known job type; this job is {location}"),
        },
        (_, JobKind::Single) => format!("`{name}` is {written}, but this job is not in a collection"),
        _ => format!("`{name}` is {written}, but the collection of this job has a different id"),
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
                r#"{"jobInfo": {"type": 1, "runOrder": 0, "collectionId": null}}"#,
                r#"{"jobInfo": {"type": 1, "runOrder": 0, "collectionId": 0}}"#,
                r#"{"jobInfo": {"type": "2", "runOrder": "1", "collectionId": "7"}}"#,
                r#"{"jobInfo": {"type": null}}"#,
                r#"{"jobInfo": {"type": 1, "runOrder": -1}}"#,
                r#"{"isTemplate": true, "jobInfo": {"type": 3, "runOrder": 4}}"#,
                r#"{"count": 0, "data": {"jobInfo": {"type": 2, "runOrder": 1, "collectionId": 7}}}"#,
                r#"{"jobCollectionInfo": {"id": 7}, "jobs": [{"jobInfo": {"type": 2, "runOrder": 1, "collectionId": 7}}]}"#,
                // New jobs in an existing collection, old ids in a new one.
                r#"{"jobCollectionInfo": {"id": 7}, "jobs": [{"jobInfo": {"type": 2, "runOrder": 1, "collectionId": 0}}]}"#,
                r#"{"jobCollectionInfo": {"id": 7}, "jobs": [{"jobInfo": {"type": 2, "runOrder": 1, "collectionId": null}}]}"#,
                r#"{"jobCollectionInfo": {"id": 0}, "jobs": [{"jobInfo": {"type": 2, "runOrder": 1, "collectionId": 9}}]}"#,
                r#"{"isTemplate": true, "jobCollectionInfo": {"id": 0}, "jobs": [{"jobInfo": {"type": 3}}]}"#,
                // `invalid-run-order` reports wrong numbers.
                r#"{"jobCollectionInfo": {"id": 0}, "jobs": [{"jobInfo": {"type": 2, "runOrder": 0, "collectionId": 0}}]}"#,
            ])
            .fails(&[
                (r#"{"jobInfo": {"type": 2, "runOrder": 1, "collectionId": 7}}"#, "/jobInfo/type", "2"),
                (r#"{"jobInfo": {"type": 3}}"#, "/jobInfo/type", "3"),
                (r#"{"jobInfo": {"type": 12}}"#, "/jobInfo/type", "12"),
                (r#"{"jobInfo": {"type": 1, "runOrder": 2, "collectionId": 7}}"#, "/jobInfo/runOrder", "2"),
                (r#"{"jobInfo": {"type": 1, "runOrder": 0, "collectionId": 7}}"#, "/jobInfo/collectionId", "7"),
                (
                    r#"{"jobCollectionInfo": {"id": 7}, "jobs": [{"jobInfo": {"type": 1, "runOrder": 0, "collectionId": null}}]}"#,
                    "/jobs/0/jobInfo/type",
                    "1",
                ),
                (
                    r#"{"jobCollectionInfo": {"id": 7}, "jobs": [{"jobInfo": {"type": 2, "runOrder": 1, "collectionId": 9}}]}"#,
                    "/jobs/0/jobInfo/collectionId",
                    "9",
                ),
            ])
            .fixes(&[
                (
                    r#"{"jobInfo": {"type": 2, "collectionId": 7, "runOrder": 1}}"#,
                    r#"{"jobInfo": {"type": 1, "collectionId": null, "runOrder": 0}}"#,
                ),
                (
                    r#"{"jobCollectionInfo": {"id": 7, "jobs": [{"type": 2, "runOrder": 2}, {"type": 1, "runOrder": 0, "collectionId": null}]}, "jobs": [{"jobInfo": {"type": 2, "runOrder": 2}}, {"jobInfo": {"type": 1, "runOrder": 0, "collectionId": null}}]}"#,
                    r#"{"jobCollectionInfo": {"id": 7, "jobs": [{"type": 2, "runOrder": 2}, {"type": 2, "runOrder": 1, "collectionId": null}]}, "jobs": [{"jobInfo": {"type": 2, "runOrder": 2}}, {"jobInfo": {"type": 2, "runOrder": 1, "collectionId": 7}}]}"#,
                ),
            ])
            .check_doc_examples();
    }
}
