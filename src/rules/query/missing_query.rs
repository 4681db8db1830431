//! `missing-query`

use crate::job::{Query, SideName};
use crate::json::NodeKind;
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "missing-query",
    group: Group::Query,
    severity: Severity::Error,
    superseded_by: &["object-type-mismatch", "duplicate-query"],
    summary: "object type without a source or destination query",
    page: rule_page!("missing-query"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let is_list = job.query_list.is_some_and(|list| list.kind() == NodeKind::Array);
    if job.is_template || !is_list {
        return;
    }
    // A query with an unknown side or object type may be the missing one.
    if job.queries_by_type().len() < job.queries.len() {
        return;
    }
    job.queries.iter().for_each(|query| report_blank(job, query, ctx));
    for (number, option) in job.selected_types() {
        let Some(object_type) = option.object_type else { continue };
        let has_query = |side| job.has_query(number, side);
        let Some((what, help)) =
            describe_missing(has_query(SideName::Source), has_query(SideName::Destination))
        else {
            continue;
        };
        ctx.report(object_type)
            .subject(Subject::object_type(job, number))
            .message(format!("object type {} has no {what}", job.describe_type(number)))
            .help(help);
    }
}

/// Returns the missing query and the help.
fn describe_missing(has_source: bool, has_destination: bool) -> Option<(&'static str, &'static str)> {
    match (has_source, has_destination) {
        (true, true) => None,
        (false, false) => Some((
            "query",
            "add two queries, one with `\"isSource\": true` and one with `false`: without them the job cannot \
             read any objects",
        )),
        (false, true) => Some((
            "source query",
            "add one with `\"isSource\": true`: it selects the objects that the job reads",
        )),
        (true, false) => Some((
            "destination query",
            "add one with `\"isSource\": false`: it selects the existing objects in the destination",
        )),
    }
}

/// Reports an empty SQL query. Empty filter criteria are valid: they may match every object.
fn report_blank(job: &Job, query: &Query, ctx: &mut RuleContext) {
    let (Some(text), Some(side), Some(number)) = (query.text, query.side(), query.type_number()) else {
        return;
    };
    let is_sql = query
        .query_type
        .is_some_and(|kind| kind.string().is_some_and(|kind| kind.eq_ignore_ascii_case("SQL")));
    if is_sql && text.string().is_some_and(|text| is_blank(&text)) {
        ctx.report(text)
            .subject(query.value)
            .message(format!(
                "the {} query of object type {} is empty",
                side.as_str(),
                job.describe_type(number)
            ))
            .help(
                "write a SELECT statement that reads its rows, such as `SELECT [EmployeeID], [LastName] FROM \
                 [dbo].[Employee]`",
            );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(objects: &str, queries: &str) -> String {
        format!(r#"{{"objectsOption": [{objects}], "syncQuery": [{queries}]}}"#)
    }

    #[test]
    fn table() {
        let both = r#"{"objectType": 1, "isSource": true}, {"objectType": 1, "isSource": false}"#;
        let user = r#"{"objectType": 1, "displayName": "User", "isSelected": true}"#;
        let tester = Tester::new(&RULE);
        tester
            .passes(&[
                &job(user, both),
                &job(&format!(r#"{user}, {{"objectType": 4, "isSelected": false}}"#), both),
                &job("", ""),
                // The side or object type of a query is unknown.
                &job(user, r#"{"objectType": 1, "isSource": true}, {"objectType": 1}"#),
                &job(user, r#"{"objectType": 1, "isSource": true}, {"isSource": false}"#),
                &format!(r#"{{"objectsOption": [{user}]}}"#),
                &format!(r#"{{"objectsOption": [{user}], "syncQuery": null}}"#),
                &format!(r#"{{"isTemplate": true, "objectsOption": [{user}], "syncQuery": []}}"#),
                // `duplicate-query` reports that both are source queries.
                &job(user, r#"{"objectType": 1, "isSource": true}, {"objectType": 1, "isSource": true}"#),
            ])
            .fails(&[
                (&job(user, ""), "/objectsOption/0/objectType", "1"),
                (&job(user, r#"{"objectType": 1, "isSource": true, "query": " ", "queryType": "SQL"}, {"objectType": 1, "isSource": false, "query": "", "queryType": "GroupID"}"#), "/syncQuery/0/query", "\" \""),
                (&job(&format!("{user}, {user}"), r#"{"objectType": 1, "isSource": false}"#), "/objectsOption/0/objectType", "1"),
                (&job(&format!(r#"{user}, {{"objectType": 4}}"#), both), "/objectsOption/1/objectType", "4"),
            ])
            .check_doc_examples();
    }
}
