//! `container-outside-scope`

use std::cell::OnceCell;

use crate::catalog::{ContainerChoice, SideSetting};
use crate::job::{ObjectOption, Side, SideName};
use crate::language::distinguished_name::{DistinguishedName, parse};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "container-outside-scope",
    group: Group::Objects,
    severity: Severity::Warning,
    superseded_by: &["invalid-distinguished-name"],
    summary: "objects are created in a container that the job does not search",
    page: rule_page!("container-outside-scope"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let destination = job.side(SideName::Destination);
    if !destination.is_directory() {
        return;
    }
    let Some(scope) = scope_setting(&destination) else { return };
    let Some(scope_text) = text_without_placeholder(scope) else { return };
    let scope_name = OnceCell::new();
    let subtree =
        destination.setting(SideSetting::SHOULD_INCLUDE_SUB_TREE).and_then(|entry| entry.setting_value);
    let excludes_subtree = subtree.filter(|value| {
        text_without_placeholder(*value).is_some_and(|text| text.trim().eq_ignore_ascii_case("false"))
    });
    for (_, option) in job.selected_objects().filter(|(_, option)| option.creates() == Some(true)) {
        let (Some(ContainerChoice::Named), Some(value)) = (option.container_choice(), option.container_value)
        else {
            continue;
        };
        let Some(container) = text_without_placeholder(value).filter(|text| *text != scope_text) else {
            continue;
        };
        let Some(scope_name) = scope_name.get_or_init(|| parse_name(scope_text)) else { return };
        let Some(container) = parse_name(container) else { continue };
        let is_below = container.is_below(scope_name);
        match excludes_subtree {
            _ if container == *scope_name => {}
            None if is_below => {}
            Some(subtree) if is_below => report_below(option, value, (scope, subtree), ctx),
            _ => report_outside(option, value, scope, ctx),
        }
    }
}

fn report_below(
    option: &ObjectOption,
    value: NodeRef,
    (scope, subtree): (NodeRef, NodeRef),
    ctx: &mut RuleContext,
) {
    let shown = ctx.quote(scope);
    ctx.report(Location::string_content(value))
        .message(format!(
            "objects of type {} are created below the destination container, where the job does not search",
            option.describe()
        ))
        .label("not searched")
        .help(format!(
            "set `Destination.ShouldIncludeSubTree` to `True`, or create the objects in {shown}: otherwise the \
             next run does not find them and tries to create them again"
        ))
        .related(subtree, "excludes containers below the destination container")
        .related(scope, "container that the job searches");
}

fn report_outside(option: &ObjectOption, value: NodeRef, scope: NodeRef, ctx: &mut RuleContext) {
    let shown = ctx.quote(scope);
    ctx.report(Location::string_content(value))
        .message(format!(
            "objects of type {} are created outside the destination container",
            option.describe()
        ))
        .label("outside the destination container")
        .help(format!(
            "use {shown} or a container below it, or widen `Destination.Container`: otherwise the next run does \
             not find the objects and tries to create them again"
        ))
        .related(scope, "container that the job searches");
}

/// The setting with the container that the job searches; `None` if there are several.
fn scope_setting<'d>(destination: &Side<'_, 'd>) -> Option<NodeRef<'d>> {
    let mut all = destination.setting_entries(SideSetting::CONTAINER);
    let first = all.next()?.setting_value;
    first.filter(|_| all.next().is_none())
}

fn text_without_placeholder(value: NodeRef<'_>) -> Option<&str> {
    value.text().filter(|text| !value.placeholders().is_unresolved(text))
}

fn parse_name(text: &str) -> Option<DistinguishedName<'_>> {
    parse(text).ok().filter(|name| !name.rdns.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    use crate::rules::builders;
    use crate::rules::testing::Tester;

    fn job(container: &str, scope: &str, subtree: &str, provider: &str) -> String {
        builders::job()
            .object(json!({
                "objectType": 1,
                "isSelected": true,
                "isCreate": true,
                "containerOption": "1",
                "containerOptionValue": container,
            }))
            .destination(provider)
            .setting("Destination.Container", scope)
            .setting("Destination.ShouldIncludeSubTree", subtree)
            .text()
    }

    #[test]
    fn table() {
        const AD: &str = "Active Directory";
        let inside = job("OU=a,DC=x,DC=com", "dc=X, dc=COM", "True", AD);
        let outside = job("OU=b,DC=com", "OU=a,DC=com", "True", AD);
        let not_created = outside.replace(r#""isCreate":true"#, r#""isCreate":false"#);
        let not_selected = outside.replace(r#""isSelected":true"#, r#""isSelected":false"#);
        let by_field = outside.replace(r#""containerOption":"1""#, r#""containerOption":"2""#);
        Tester::new(&RULE)
            .passes(&[
                &inside,
                &not_created,
                &not_selected,
                &by_field,
                &job("OU=a,DC=com", "OU=A , DC=com", "False", AD),
                &job("OU=b,OU=a,DC=com", "OU=a,DC=com", "${SUBTREE}", AD),
                &job("${OU}", "OU=a,DC=com", "True", AD),
                &job("OU=b,DC=com", "{{ base }}", "True", AD),
                &job("OU=b,DC=com", "", "True", AD),
                &job("", "OU=a,DC=com", "True", AD),
                // Not distinguished names.
                &job("/Sales", "/", "True", "Google Workspace"),
                &job("Sales", "OU=a,DC=com", "True", AD),
                &job("OU=b,DC=com", "OU=a,DC=com", "True", "SQL Server"),
                &job("OU=b,DC=com", "OU=a,DC=com", "True", "PeopleSoft"),
            ])
            .fails(&[
                (&outside, "/objectsOption/0/containerOptionValue", "OU=b,DC=com"),
                (
                    &job("DC=com", "OU=a,DC=com", "True", AD),
                    "/objectsOption/0/containerOptionValue",
                    "DC=com",
                ),
                (
                    &job("OU=b,OU=a,DC=com", "OU=a,DC=com", "False", AD),
                    "/objectsOption/0/containerOptionValue",
                    "OU=b,OU=a,DC=com",
                ),
                (
                    &job("DC=b,DC=com", "DC=a,DC=com", "", "Microsoft Entra ID"),
                    "/objectsOption/0/containerOptionValue",
                    "DC=b,DC=com",
                ),
            ])
            .check_doc_examples();
    }
}
