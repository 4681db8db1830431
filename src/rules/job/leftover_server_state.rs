//! `leftover-server-state`

use crate::catalog::NO_OUTCOME;
use crate::json::NodeKind;
use crate::rules::prelude::*;
use crate::text::quoted_list;

pub(crate) static RULE: Rule = Rule {
    name: "leftover-server-state",
    group: Group::Job,
    severity: Severity::Info,
    fix: FixKind::Safe,
    summary: "ids or run records from the server in a job to be created",
    page: rule_page!("leftover-server-state"),
    check: Check::File(check),
    ..Rule::DEFAULT
};

/// The value in a new job of a member that the server maintains.
#[derive(Clone, Copy)]
enum InitialValue {
    Zero,
    Null,
    /// `null` or empty.
    NullOrEmpty,
    NoOutcome,
}

const JOB_MEMBERS: &[(&str, InitialValue)] = &[
    ("jobId", InitialValue::Zero),
    ("jobGuid", InitialValue::NullOrEmpty),
    ("lastRun", InitialValue::Null),
    ("lastOutCome", InitialValue::NoOutcome),
    ("lastOutComeDisplayText", InitialValue::NullOrEmpty),
    ("nextRun", InitialValue::Null),
    ("timesRun", InitialValue::Zero),
    ("modified", InitialValue::Null),
];

/// Does not include `modified`: published requests that create collections contain it.
const COLLECTION_MEMBERS: &[(&str, InitialValue)] = &[
    ("jobCollectionGuid", InitialValue::NullOrEmpty),
    ("lastRunDate", InitialValue::Null),
    ("lastOutCome", InitialValue::NoOutcome),
    ("lastOutComeDisplayText", InitialValue::NullOrEmpty),
    ("nextRun", InitialValue::Null),
    ("timesRun", InitialValue::Zero),
];

/// A member with a value from the server.
struct LeftoverMember<'d> {
    name: &'static str,
    value: NodeRef<'d>,
    initial: &'static str,
}

fn check(file: &JobFile, ctx: &mut RuleContext) {
    if !ctx.is_enabled(RULE.severity) || file.is_response() {
        return;
    }
    let mut left: Vec<LeftoverMember> = Vec::new();
    if let Some(collection) = &file.collection {
        let Some(info) = collection.info else { return };
        // A collection with an id already exists.
        if info.get("id").and_then(NodeRef::integer) != Some(0) {
            return;
        }
        collect_leftovers(info, COLLECTION_MEMBERS, &mut left);
        for summary in &collection.summaries {
            collect_leftovers(summary.value, JOB_MEMBERS, &mut left);
        }
    }
    for job in &file.jobs {
        let Some(info) = job.info else { continue };
        collect_leftovers(info.value, JOB_MEMBERS, &mut left);
        let old = info.collection_id.filter(|id| file.collection.is_some() && id.integer() != Some(0));
        left.extend(old.filter(|id| id.integer().is_some()).map(|value| LeftoverMember {
            name: "collectionId",
            value,
            initial: "0",
        }));
        // Entries of `objectsOption` repeat the id of their job.
        let own = info.job_id.and_then(NodeRef::integer).filter(|id| *id != 0);
        let repeated = job.objects.iter().filter_map(|object| object.job_id);
        let repeated = repeated.filter(|id| own.is_some() && id.integer() == own);
        left.extend(repeated.map(|value| LeftoverMember { name: "jobId", value, initial: "0" }));
    }
    report_leftovers(&left, ctx);
}

fn collect_leftovers<'d>(
    object: NodeRef<'d>,
    members: &[(&'static str, InitialValue)],
    left: &mut Vec<LeftoverMember<'d>>,
) {
    for (name, fresh) in members {
        let Some(value) = object.get(name) else { continue };
        let written = value.string();
        if written.as_deref().is_some_and(|text| value.placeholders().is_unresolved(text)) {
            continue;
        }
        let written = written.as_deref().map(str::trim);
        let (is_initial, fresh) = match (fresh, value.kind()) {
            (InitialValue::Zero, NodeKind::Number) => (value.integer().is_none_or(|number| number == 0), "0"),
            (InitialValue::NoOutcome, NodeKind::String) => (
                written.is_some_and(|text| text.is_empty() || text.eq_ignore_ascii_case(NO_OUTCOME)),
                "\"None\"",
            ),
            (InitialValue::Null | InitialValue::NullOrEmpty, NodeKind::String) => {
                (written == Some(""), "null")
            }
            // Schema rules report all other types.
            _ => continue,
        };
        if !is_initial {
            left.push(LeftoverMember { name, value, initial: fresh });
        }
    }
}

fn report_leftovers(left: &[LeftoverMember], ctx: &mut RuleContext) {
    let Some((first, others)) = left.split_first() else { return };
    let mut names: Vec<&str> = Vec::new();
    for member in left {
        if !names.contains(&member.name) {
            names.push(member.name);
        }
    }
    let are = if names.len() == 1 { "is" } else { "are" };
    let fix = left.iter().fold(Fix::safe("reset the members that the server maintains"), |fix, member| {
        fix.replace(member.value.span(), member.initial)
    });
    let mut diagnostic = ctx
        .report(first.value)
        .message(format!("{} {are} left over from the server", quoted_list(&names, "and")))
        .help(
            "a job to be created has no id and no runs yet: readers of the file mistake these values for its own",
        )
        .fix(fix);
    for member in others {
        diagnostic = diagnostic.related(member.value, "from the server");
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
                r#"{"jobInfo": {"jobId": 0, "jobGuid": null, "lastRun": null, "lastOutCome": "None", "timesRun": 0, "created": "2024-06-04T09:45:25.373Z", "modified": null, "templateId": 7}}"#,
                r#"{"jobInfo": {"jobId": "41", "timesRun": null, "lastRun": 7, "jobGuid": "", "lastOutCome": "none"}}"#,
                r#"{"jobInfo": {"jobGuid": "${GUID}", "jobId": 0}, "objectsOption": [{"jobId": 7}]}"#,
                // The vendor's own sample contains leftover row ids.
                r#"{"jobInfo": {"jobId": 0}, "fieldsMap": [{"id": 61}], "settings": [{"id": 4}]}"#,
                r#"{"count": 0, "data": {"jobInfo": {"jobId": 41, "timesRun": 3}}}"#,
                // An update, and an unknown id.
                r#"{"jobCollectionInfo": {"id": 9, "timesRun": 3}, "jobs": [{"jobInfo": {"jobId": 41, "collectionId": 9}}]}"#,
                r#"{"jobCollectionInfo": {"timesRun": 3}, "jobs": [{"jobInfo": {"jobId": 41}}]}"#,
                r#"{"jobCollectionInfo": {"id": 0, "modified": "2024-06-04T10:45:47Z", "jobCollectionGuid": ""}, "jobs": [{"jobInfo": {"jobId": 0, "collectionId": 0}}]}"#,
            ])
            .fails(&[
                (r#"{"jobInfo": {"name": "a", "jobId": 41, "timesRun": 12}}"#, "/jobInfo/jobId", "41"),
                (r#"{"jobInfo": {"jobId": 0, "timesRun": 12}}"#, "/jobInfo/timesRun", "12"),
                (r#"{"jobInfo": {"lastOutCome": "Succeeded"}}"#, "/jobInfo/lastOutCome", "\"Succeeded\""),
                (
                    r#"{"jobCollectionInfo": {"id": 0, "jobs": [{"jobId": 3}]}, "jobs": [{"jobInfo": {"jobId": 3, "collectionId": 9}}]}"#,
                    "/jobCollectionInfo/jobs/0/jobId",
                    "3",
                ),
            ])
            .fixes(&[
                (
                    r#"{"jobInfo": {"timesRun": 2, "jobId": 41, "lastRun": "2025-05-19T01:00:04Z", "lastOutCome": "Failed"}, "objectsOption": [{"jobId": 41}]}"#,
                    r#"{"jobInfo": {"timesRun": 0, "jobId": 0, "lastRun": null, "lastOutCome": "None"}, "objectsOption": [{"jobId": 0}]}"#,
                ),
                (
                    r#"{"jobCollectionInfo": {"id": 0, "timesRun": 4, "jobs": [{"jobId": 3}]}, "jobs": [{"jobInfo": {"jobId": 3, "collectionId": 9}}]}"#,
                    r#"{"jobCollectionInfo": {"id": 0, "timesRun": 0, "jobs": [{"jobId": 0}]}, "jobs": [{"jobInfo": {"jobId": 0, "collectionId": 0}}]}"#,
                ),
            ])
            .check_doc_examples();
    }
}
