//! `duplicate-query`

use crate::job::{Query, QueryLanguage, SideName, TypedQuery};
use crate::rule::{Location, Subject};
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
    let sorted = job.queries_by_type();
    for same in sorted
        .chunk_by(|one, other| (one.object_type, one.side) == (other.object_type, other.side))
        .filter(|same| same.len() > 1)
    {
        let group: Vec<&Query> = same.iter().filter_map(|(.., place)| job.queries.get(*place)).collect();
        let Some((number, side, _)) = same.first().copied() else { continue };
        let other = if side == SideName::Source { SideName::Destination } else { SideName::Source };
        let other_is_missing = !job.has_query(number, other);
        let odd = group
            .iter()
            .copied()
            .find(|query| other_is_missing && matches_only_side(job, query, other))
            .or(group.last().copied());
        let Some(odd) = odd else { continue };
        let without: Vec<i64> = job
            .selected_objects()
            .map(|(number, _)| number)
            .filter(|number| !job.has_query(*number, side))
            .collect();
        let name = job.describe_type(number);
        let place = if other_is_missing { odd.is_source } else { odd.object_type };
        let mut diagnostic = ctx.report(place.unwrap_or(odd.value));
        for query in &group {
            diagnostic = diagnostic.subject(query.value);
        }
        let counted = format!("object type {name} has {} {} queries", group.len(), side.as_str());
        diagnostic = if other_is_missing {
            diagnostic
                .subject(Subject::ObjectType { job: job.value.id(), number })
                .message(format!("{counted} and no {} query", other.as_str()))
                .help(format!(
                    "write `\"isSource\": {}` in the query that is intended for the {}",
                    other == SideName::Source,
                    other.as_str()
                ))
        } else if let [lacking] = without.as_slice() {
            diagnostic.subject(Subject::ObjectType { job: job.value.id(), number: *lacking }).message(counted).help(format!(
                "if one of them is intended for object type {}, which has none, change its `objectType`; otherwise remove \
 it: which query the product uses is not documented",
                job.describe_type(*lacking)
            ))
        } else {
            diagnostic
                .message(counted)
                .help("keep only one of them: which query the product uses is not documented")
        };
        for query in group.iter().filter(|query| query.value.id() != odd.value.id()) {
            let place = if other_is_missing { query.is_source } else { query.object_type };
            diagnostic = diagnostic.related(
                place.map_or_else(|| Location::opening_bracket(query.value), Location::from),
                "other query",
            );
        }
    }
}

/// Whether `queryType` matches this side but not the other one.
fn matches_only_side(job: &Job, query: &Query, side: SideName) -> bool {
    let written =
        query.query_type.and_then(NodeRef::string).and_then(|name| QueryLanguage::from_query_type(&name));
    let language = |side| job.side(side).class().map(QueryLanguage::from_provider_class);
    let other = if side == SideName::Source { SideName::Destination } else { SideName::Source };
    written.is_some() && written == language(side) && written != language(other)
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
