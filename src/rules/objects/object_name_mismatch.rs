//! `object-name-mismatch`

use std::collections::{HashMap, HashSet};

use crate::catalog::{ObjectType, object_type_by_name, object_type_by_number};
use crate::rules::prelude::*;
use crate::text::typo_distance;

pub(crate) static RULE: Rule = Rule {
    name: "object-name-mismatch",
    group: Group::Objects,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    superseded_by: &["object-type-mismatch"],
    summary: "`displayName` and `objectType` name different object types",
    page: rule_page!("object-name-mismatch"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let named: HashMap<i64, (NodeRef, &ObjectType)> = job
        .selected_objects()
        .filter_map(|(number, option)| {
            let value = option.display_name?;
            Some((number, (value, object_type_by_name(&value.string()?)?)))
        })
        .collect();
    let mut swapped = HashSet::new();
    for (number, option) in job.selected_objects() {
        let (Some(expected), Some(value)) = (object_type_by_number(number), option.display_name) else {
            continue;
        };
        if swapped.contains(&number) {
            continue;
        }
        let Some(text) = value.string().filter(|text| !job.has_placeholder(text)) else { continue };
        let actual = object_type_by_name(&text);
        let Some(help) = explain_mismatch(&text, expected, actual) else { continue };
        // Two swapped names are one mistake.
        let other = actual.and_then(|actual| Some((actual, named.get(&actual.number?)?)));
        if let Some((actual, (other_value, other_type))) = other
            && other_type.name == expected.name
            && other_value.id() > value.id()
        {
            swapped.extend(actual.number);
            report_swapped(job, (number, expected, value), (actual, *other_value), ctx);
            continue;
        }
        let shown = ctx.quote(value);
        ctx.report(Location::string_content(value))
            .subject(Subject::object_type(job, number))
            .message(format!("object type {number} is {}, but its name is {shown}", expected.name))
            .label(format!("{number} is {}", expected.name))
            .help(help)
            .replace_unsafe(Location::string_content(value), expected.name);
    }
}

/// Returns the help for a name that contradicts the number; `None` if the name is accepted.
fn explain_mismatch(text: &str, expected: &ObjectType, actual: Option<&ObjectType>) -> Option<String> {
    match actual {
        Some(actual) if actual.name == expected.name => None,
        // The numbers of object types that only tables or LDAP directories have are not known.
        Some(actual) => shares_provider(actual, expected).then(|| help_for_other_type(expected, actual)),
        None => (typo_distance(text.trim(), expected.name) == Some(1))
            .then(|| format!("did you mean `{}`?", expected.name)),
    }
}

fn report_swapped(
    job: &Job,
    (number, expected, value): (i64, &ObjectType, NodeRef),
    (other, other_value): (&ObjectType, NodeRef),
    ctx: &mut RuleContext,
) {
    ctx.report(Location::string_content(value))
        .subject(Subject::object_type(job, number))
        .message(format!("the names of {} and {} are swapped", expected.name, other.name))
        .label(format!("{number} is {}", expected.name))
        .help("swap the two names")
        .related(other_value, format!("this is {}", other.name))
        .fix(
            Fix::unsafe_("swap the names")
                .replace(value.content_span(), expected.name)
                .replace(other_value.content_span(), other.name),
        );
}

/// Whether one provider supports both object types.
fn shares_provider(first: &ObjectType, second: &ObjectType) -> bool {
    first.providers.iter().any(|provider| second.providers.contains(provider))
}

fn help_for_other_type(expected: &ObjectType, actual: &ObjectType) -> String {
    match actual.number {
        Some(number) => format!(
            "write `{}`; or, for {} objects, `\"objectType\": {number}` here, in the rows and in the queries",
            expected.name, actual.name
        ),
        None => format!(
            "write `{}`; {} objects have a different number, which is not published",
            expected.name, actual.name
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(number: &str, name: &str) -> String {
        format!(r#"{{"objectsOption": [{{"objectType": {number}, "displayName": {name}}}]}}"#)
    }

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                &job("1", "\"User\""),
                &job("1", "\" user\""),
                &job("4", "\"Groups\""),
                &job("4", "\"Gruppe\""),
                &job("4", "\"Distribution lists\""),
                &job("4", "\"Group2\""),
                &job("1", "\"Usager\""),
                &job("1", "\"Usuário\""),
                &job("1", "\"${NAME}\""),
                &job("1", "\"\""),
                &job("1", "null"),
                &job("\"1\"", "\"Group\""),
                // The meaning of other numbers is not published, nor are the numbers for tables and LDAP.
                &job("3", "\"Group\""),
                &job("1", "\"Object\""),
                &job("1", "\"inetOrgPerson\""),
                r#"{"objectsOption": [{"objectType": 1, "displayName": "Group", "isSelected": false}]}"#,
            ])
            .fails(&[
                (&job("1", "\"Group\""), "/objectsOption/0/displayName", "Group"),
                (&job("4", "\"Contact\""), "/objectsOption/0/displayName", "Contact"),
                (&job("4", "\"Gruop\""), "/objectsOption/0/displayName", "Gruop"),
                (
                    r#"{"objectsOption": [{"objectType": 1, "displayName": "Group"}, {"objectType": 4, "displayName": "User"}]}"#,
                    "/objectsOption/0/displayName",
                    "Group",
                ),
                (&job("1", "\"Usser\""), "/objectsOption/0/displayName", "Usser"),
            ])
            .fixes(&[(
                r#"{"objectsOption": [{"objectType": 4, "displayName": "Users"}, {"objectType": 1, "displayName": "Group"}]}"#,
                r#"{"objectsOption": [{"objectType": 4, "displayName": "Group"}, {"objectType": 1, "displayName": "User"}]}"#,
            )])
            .fixes(&[(&job("1", "\"Usr\""), &job("1", "\"User\"")), (&job("4", "\"User\""), &job("4", "\"Group\""))])
            .check_doc_examples();
    }
}
