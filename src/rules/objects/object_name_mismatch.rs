//! `object-name-mismatch`

use std::collections::{HashMap, HashSet};

use crate::catalog::{ObjectType, object_type_by_name, object_type_by_number};
use crate::job::has_placeholder;
use crate::rule::{Location, Subject};
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
    for (number, option) in
        job.selected_objects().filter(|(number, _)| object_type_by_number(*number).is_some())
    {
        if swapped.contains(&number) {
            continue;
        }
        let (Some(known), Some(value)) = (object_type_by_number(number), option.display_name) else {
            continue;
        };
        let Some(text) = value.string().filter(|text| !has_placeholder(text)) else { continue };
        let help = match object_type_by_name(&text) {
            Some(found) if found.name == known.name => continue,
            // The numbers of object types that only tables or LDAP directories have are not known.
            Some(found) if !shares_provider(found, known) => continue,
            Some(found) => help_for_other_type(known, found),
            None if typo_distance(text.trim(), known.name) == Some(1) => {
                format!("did you mean `{}`?", known.name)
            }
            None => continue,
        };
        // Two swapped names are one mistake.
        let other = object_type_by_name(&text).and_then(|found| Some((found, named.get(&found.number?)?)));
        if let Some((found, (theirs, _))) =
            other.filter(|(_, (at, theirs))| theirs.name == known.name && at.id() > value.id())
        {
            swapped.extend(found.number);
            ctx.report(Location::string_content(value))
                .subject(Subject::ObjectType { job: job.value.id(), number })
                .message(format!("the names of {} and {} are swapped", known.name, found.name))
                .label(format!("{number} is {}", known.name))
                .help("swap the two names")
                .related(*theirs, format!("this is {}", found.name))
                .fix(
                    Fix::unsafe_("swap the names")
                        .replace(value.content_span(), known.name)
                        .replace(theirs.content_span(), found.name),
                );
            continue;
        }
        let shown = ctx.quote(value);
        ctx.report(Location::string_content(value))
            .subject(Subject::ObjectType { job: job.value.id(), number })
            .message(format!("object type {number} is {}, but its name is {shown}", known.name))
            .label(format!("{number} is {}", known.name))
            .help(help)
            .fix(Fix::unsafe_(format!("write `{}`", known.name)).replace(value.content_span(), known.name));
    }
}

/// Whether one provider supports both object types.
fn shares_provider(first: &ObjectType, second: &ObjectType) -> bool {
    first.providers.iter().any(|provider| second.providers.contains(provider))
}

fn help_for_other_type(known: &ObjectType, found: &ObjectType) -> String {
    match found.number {
        Some(number) => format!(
            "write `{}`; or, for {} objects, `\"objectType\": {number}` here, in the rows and in the queries",
            known.name, found.name
        ),
        None => format!(
            "write `{}`; {} objects have a different number, which is not published",
            known.name, found.name
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
