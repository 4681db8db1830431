//! `object-class-mismatch`

use std::ops::Range;

use crate::catalog::{ObjectClass, class_of_object_type, is_class_attribute, object_class, object_type_name};
use crate::language::filter::{Condition, Filter, FilterValue};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "object-class-mismatch",
    group: Group::Query,
    severity: Severity::Warning,
    superseded_by: &["query-type-mismatch", "duplicate-query", "object-type-mismatch"],
    summary: "filter criteria that select objects of a different type",
    page: rule_page!("object-class-mismatch"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for query in job.query_texts() {
        let Some(filter) = query.filter() else { continue };
        let Some(number) = query.query.type_number() else { continue };
        let Some(expected) = class_of_type(job, number) else { continue };
        let text = |range: &Range<usize>| query.decoded.text().get(range.clone()).unwrap_or_default();
        let Some((condition, value)) = find_other_class(filter, expected, text) else { continue };
        let class = text(&value.content);
        let expected_name = class_name(text(&condition.attribute), expected);
        ctx.report(Location::in_query(query, &value.content))
            .subject(query.query.value)
            .subject(Subject::object_type(job, number))
            .message(format!(
                "the query of object type {} selects objects of class `{class}`",
                job.describe_type(number)
            ))
            .help(format!(
                "write `{expected_name}`, or set `objectType` to the type that the query is intended for"
            ));
    }
}

/// Returns the first condition for a class other than the expected one, unless another condition may match it.
fn find_other_class<'f, 't>(
    filter: &'f Filter,
    expected: ObjectClass,
    text: impl Fn(&Range<usize>) -> &'t str,
) -> Option<(&'f Condition, &'f FilterValue)> {
    if filter.has_placeholder {
        return None;
    }
    let mut other = None;
    for condition in filter.conditions().filter(|condition| is_class_attribute(text(&condition.attribute))) {
        let Some(value) = condition.value.as_ref() else { continue };
        let is_equality = condition.is_equality() && !condition.negated;
        match object_class(text(&value.content)).filter(|_| is_equality) {
            Some(class) if class != expected => other = other.or(Some((condition, value))),
            // `Is Not`, or an unknown class.
            None if condition.negated || is_inequality(condition) => {}
            _ => return None,
        }
    }
    other
}

fn is_inequality(condition: &Condition) -> bool {
    let operator = condition.operator.as_ref().and_then(|operator| operator.known);
    operator.is_some_and(|known| known.name == "Is Not")
}

/// Returns the class of an object type, unless its name and its number contradict each other.
fn class_of_type(job: &Job, number: i64) -> Option<ObjectClass> {
    let by_number = object_type_name(number).and_then(class_of_object_type);
    let option = job.object_for_type(number);
    match option.and_then(|option| option.display_name).and_then(NodeRef::string) {
        Some(name) => {
            class_of_object_type(&name).filter(|class| by_number.is_none_or(|known| known == *class))
        }
        None => by_number,
    }
}

fn class_name(attribute: &str, class: ObjectClass) -> &'static str {
    let is_graph = attribute.to_ascii_lowercase().contains("odata");
    match (class, is_graph) {
        (ObjectClass::Group, true) => "#microsoft.graph.group",
        (ObjectClass::Group, false) => "group",
        (_, true) => "#microsoft.graph.user",
        (_, false) => "user",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(object: &str, number: i64, query: &str) -> String {
        format!(
            r#"{{"objectsOption": [{{"objectType": {number}, "displayName": "{object}"}}],
                "syncQuery": [{{"objectType": {number}, "query": "{query}", "queryType": "GroupID", "isSource": true}}]}}"#
        )
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for (object, number, query) in [
            ("User", 1, r#"objectClass is exactly \"user\""#),
            ("User", 1, r#"OBJECTCLASS IS EXACTLY \"inetOrgPerson\""#),
            ("User", 1, r##"odatatype is exactly \"#microsoft.graph.user\""##),
            ("Group", 4, r##"odatatype is exactly \"#Microsoft.Graph.Group\""##),
            ("Group", 4, r#"objectClass is exactly \"group\" or objectClass is exactly \"user\""#),
            ("User", 1, r#"objectClass is not \"group\""#),
            ("User", 1, r#"not (objectClass is exactly \"group\")"#),
            ("User", 1, r#"objectClass is exactly \"exampleCorpPerson\""#),
            ("User", 1, r#"objectClass is exactly \"${CLASS}\""#),
            ("Contact", 3, r#"objectClass is exactly \"user\""#),
            ("Switchvox Extension", 9, r#"objectClass is exactly \"group\""#),
            // `object-name-mismatch` reports the name.
            ("Group", 1, r#"objectClass is exactly \"user\""#),
            ("User", 1, "SELECT a FROM b"),
        ] {
            tester.passes(&[&job(object, number, query)]);
        }
        for (object, number, query, token) in [
            ("User", 1, r#"mail Present and objectClass is exactly \"group\""#, "group"),
            ("Mailbox-enabled User", 7, r#"(objectClass is exactly \"computer\")"#, "computer"),
            ("Group", 4, r##"odatatype is exactly \"#microsoft.graph.user\""##, "#microsoft.graph.user"),
            ("Group", 4, r#"not (not objectClass is exactly \"us\u0065r\")"#, r"us\u0065r"),
        ] {
            tester.fails(&[(&job(object, number, query), "/syncQuery/0/query", token)]);
        }
        tester
            .fails(&[(
                r#"{"syncQuery": [{"objectType": 4, "query": "objectClass is exactly \"user\"", "queryType": "GroupID"}]}"#,
                "/syncQuery/0/query",
                "user",
            )])
            .check_doc_examples();
    }
}
