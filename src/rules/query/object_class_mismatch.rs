//! `object-class-mismatch`

use crate::catalog::{ObjectClass, class_of_object_type, is_class_attribute, object_class, object_type_name};
use crate::rule::{Location, Subject};
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
    for read in job.query_texts() {
        let Some(filter) = read.filter() else { continue };
        let Some(number) = read.query.type_number() else { continue };
        let Some(expected) = class_kind(job, number) else { continue };
        let text = read.decoded.text();
        let part = |range: &std::ops::Range<usize>| text.get(range.clone()).unwrap_or_default();
        let mut wrong = None;
        let mut fits = filter.has_placeholder;
        for condition in
            filter.conditions().filter(|condition| is_class_attribute(part(&condition.attribute)))
        {
            let Some(value) = condition.value.as_ref() else { continue };
            let found = if condition.is_equality() && !condition.negated {
                object_class(part(&value.content))
            } else {
                None
            };
            match found {
                Some(found) if found != expected => wrong = wrong.or(Some((condition, value))),
                Some(_) => fits = true,
                // `Is Not`, or an unknown class.
                None if condition.negated
                    || condition.operator.as_ref().is_some_and(|operator| {
                        operator.known.is_some_and(|known| known.name == "Is Not")
                    }) => {}
                None => fits = true,
            }
        }
        let Some((condition, value)) = wrong.filter(|_| !fits) else { continue };
        let class = part(&value.content);
        let expected_name = expected_class(part(&condition.attribute), expected);
        ctx.report(Location::in_decoded_string(read.value, &read.decoded, value.content.clone()))
            .subject(read.query.value)
            .subject(Subject::ObjectType { job: job.value.id(), number })
            .message(format!(
                "the query of object type {} selects objects of class `{class}`",
                job.describe_type(number)
            ))
            .help(format!(
                "write `{expected_name}`, or set `objectType` to the type that the query is intended for"
            ));
    }
}

/// Returns the class of an object type, unless its name and its number contradict each other.
fn class_kind(job: &Job, number: i64) -> Option<ObjectClass> {
    let by_number = object_type_name(number).and_then(class_of_object_type);
    let option = job.object_for_type(number);
    match option.and_then(|option| option.display_name).and_then(NodeRef::string) {
        Some(name) => class_of_object_type(&name).filter(|kind| by_number.is_none_or(|other| other == *kind)),
        None => by_number,
    }
}

fn expected_class(attribute: &str, kind: ObjectClass) -> &'static str {
    let graph = attribute.to_ascii_lowercase().contains("odata");
    match (kind, graph) {
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
