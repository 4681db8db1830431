//! `duplicate-query`

use crate::job::{Query, QueryLanguage, SideName, TypedQuery};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-query",
    group: Group::Query,
    severity: Severity::Error,
    summary: "more than one query for the same side of an object type",
    page: rule_page!("duplicate-query"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let side_of_type = |query: &TypedQuery| (query.object_type, query.side);
    for group in job.queries_by_type().chunk_by(|first, second| side_of_type(first) == side_of_type(second)) {
        let [first, _, ..] = group else { continue };
        let queries: Vec<&Query> = group.iter().filter_map(|query| job.queries.get(query.index)).collect();
        if job.has_query(first.object_type, opposite(first.side)) {
            report_surplus(job, first, &queries, ctx);
        } else {
            report_wrong_side(job, first, &queries, ctx);
        }
    }
}

/// Reports several queries for one side, if the other side also has one.
fn report_surplus(job: &Job, typed: &TypedQuery, queries: &[&Query], ctx: &mut RuleContext) {
    let Some((surplus, others)) = queries.split_last() else { return };
    let mut diagnostic = ctx.report(surplus.object_type.unwrap_or(surplus.value)).message(count_queries(
        job,
        typed,
        queries.len(),
    ));
    for query in queries {
        diagnostic = diagnostic.subject(query.value);
    }
    let without_query: Vec<i64> = job
        .selected_objects()
        .map(|(number, _)| number)
        .filter(|number| !job.has_query(*number, typed.side))
        .collect();
    diagnostic = if let [lacking] = without_query.as_slice() {
        diagnostic.subject(Subject::object_type(job, *lacking)).help(format!(
            "if one of them is intended for object type {}, which has none, change its `objectType`; \
             otherwise remove it: which query the product uses is not documented",
            job.describe_type(*lacking)
        ))
    } else {
        diagnostic.help("keep only one of them: which query the product uses is not documented")
    };
    for query in others {
        diagnostic = diagnostic.related(member_or_bracket(query.object_type, query), "other query");
    }
}

/// Reports several queries for one side, if the other side has none.
fn report_wrong_side(job: &Job, typed: &TypedQuery, queries: &[&Query], ctx: &mut RuleContext) {
    let missing = opposite(typed.side);
    let intended = queries.iter().find(|query| matches_only_side(job, query, missing));
    let Some(wrong) = intended.or(queries.last()) else { return };
    let mut diagnostic = ctx
        .report(wrong.is_source.unwrap_or(wrong.value))
        .subject(Subject::object_type(job, typed.object_type))
        .message(format!("{} and no {} query", count_queries(job, typed, queries.len()), missing.as_str()))
        .help(format!(
            "write `\"isSource\": {}` in the query that is intended for the {}",
            missing == SideName::Source,
            missing.as_str()
        ));
    for query in queries {
        diagnostic = diagnostic.subject(query.value);
    }
    for query in queries.iter().filter(|query| query.value.id() != wrong.value.id()) {
        diagnostic = diagnostic.related(member_or_bracket(query.is_source, query), "other query");
    }
}

fn count_queries(job: &Job, typed: &TypedQuery, count: usize) -> String {
    format!(
        "object type {} has {count} {} queries",
        job.describe_type(typed.object_type),
        typed.side.as_str()
    )
}

fn member_or_bracket(member: Option<NodeRef>, query: &Query) -> Location {
    member.map_or_else(|| Location::opening_bracket(query.value), Location::from)
}

fn opposite(side: SideName) -> SideName {
    if side == SideName::Source { SideName::Destination } else { SideName::Source }
}

/// Whether `queryType` matches this side but not the other one.
fn matches_only_side(job: &Job, query: &Query, side: SideName) -> bool {
    let written =
        query.query_type.and_then(NodeRef::string).and_then(|name| QueryLanguage::from_query_type(&name));
    let language = |side| job.side(side).class().map(QueryLanguage::from_provider_class);
    written.is_some() && written == language(side) && written != language(opposite(side))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    const SETTINGS: &str = r#""settings": [{"key": "Source.ProviderName", "value": "Oracle"}, {"key": "Destination.ProviderName", "value": "Active Directory"}]"#;

    fn job(queries: &str) -> String {
        format!(
            r#"{{{SETTINGS}, "syncQuery": [{queries}], "objectsOption": [{{"objectType": 1}}, {{"objectType": 4}}]}}"#
        )
    }

    #[test]
    fn table() {
        let (source, destination) =
            (r#"{"objectType": 1, "isSource": true}"#, r#"{"objectType": 1, "isSource": false}"#);
        let swapped = job(
            r#"{"objectType": 1, "queryType": "GroupID", "query": "cn present", "isSource": true, "updateAll": false, "timeStampField": null},
               {"objectType": 1, "queryType": "SQL", "query": "SELECT a FROM b", "isSource": true}"#,
        );
        let other_type = job(
            r#"{"objectType": 1, "isSource": true}, {"objectType": 1, "isSource": false}, {"objectType": 1, "isSource": true}, {"objectType": 4, "isSource": false}"#,
        );
        Tester::new(&RULE)
            .passes(&[
                &job(&format!("{source}, {destination}")),
                &job(r#"{"objectType": 1, "isSource": true}, {"objectType": 4, "isSource": true}"#),
                &job(r#"{"objectType": 1}, {"objectType": 1}, {"isSource": true}, {"isSource": true}, 7"#),
            ])
            .fails(&[
                (&job(&format!("{source}, {destination}, {source}")), "/syncQuery/2/objectType", "1"),
                (&job(&format!("{source}, {source}, {source}")), "/syncQuery/2/isSource", "true"),
                // Filter criteria cannot query the table source.
                (&swapped, "/syncQuery/0/isSource", "true"),
                (&other_type, "/syncQuery/2/objectType", "1"),
            ])
            .check_doc_examples();
        // Other rules do not report the same mistake.
        Tester::new(&crate::rules::query::query_type_mismatch::RULE).passes(&[&swapped]);
        Tester::new(&crate::rules::query::sql_syntax::RULE).passes(&[&swapped]);
        Tester::new(&crate::rules::query::incremental_without_timestamp::RULE).passes(&[&swapped]);
        Tester::new(&crate::rules::query::missing_query::RULE).passes(&[&other_type]);
    }
}
