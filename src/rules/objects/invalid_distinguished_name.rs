//! `invalid-distinguished-name`

use crate::catalog::{
    ContainerChoice, Provider, SideSetting, containers_have_domain, uses_distinguished_names,
};
use crate::job::SideName;
use crate::language::distinguished_name::{DnError, from_canonical, is_simple_with_domain, parse};
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "invalid-distinguished-name",
    group: Group::Objects,
    severity: Severity::Error,
    summary: "container is not a valid distinguished name",
    page: rule_page!("invalid-distinguished-name"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for side in job.sides() {
        let Some(provider) = side.provider().filter(|provider| uses_distinguished_names(provider)) else {
            continue;
        };
        for value in side.setting_entries(SideSetting::CONTAINER).filter_map(|entry| entry.setting_value) {
            check_container(value, provider, ctx);
        }
        if side.name == SideName::Source {
            continue;
        }
        let created =
            job.objects.iter().filter(|option| option.selected() && option.creates() != Some(false));
        for option in created {
            if let (Some(ContainerChoice::Named), Some(value)) =
                (option.container_choice(), option.container_value)
            {
                check_container(value, provider, ctx);
            }
        }
    }
}

fn check_container(value: NodeRef, provider: &Provider, ctx: &mut RuleContext) {
    let Some(text) =
        value.string().filter(|text| !is_blank(text) && !value.placeholders().is_unresolved(text))
    else {
        return;
    };
    if is_simple_with_domain(&text) {
        return;
    }
    match parse(&text) {
        Ok(name) if name.domain().is_none() => report_missing_domain(value, &text, provider, ctx),
        Ok(_) => {}
        Err(error) => report_invalid(value, &text, error, ctx),
    }
}

fn report_invalid(value: NodeRef, text: &str, error: DnError, ctx: &mut RuleContext) {
    if let Some(name) = from_canonical(text) {
        let shown = ctx.quote(value);
        ctx.report(Location::string_content(value))
            .message(format!("{shown} is a canonical name, not a distinguished name"))
            .label("canonical name")
            .help(format!(
                "write `{name}`, with `CN=` instead of `OU=` for a container that is not an organizational unit"
            ));
    } else if let Some(location) = Location::in_string(value, &error.range) {
        ctx.report(location)
            .message(format!("the container is not a distinguished name: {}", error.message))
            .help(error.help);
    }
}

fn report_missing_domain(value: NodeRef, text: &str, provider: &Provider, ctx: &mut RuleContext) {
    let shown = ctx.quote(value);
    let separators =
        if text.contains('/') { ", with commas between its parts instead of slashes" } else { "" };
    let is_certain = containers_have_domain(provider);
    ctx.report(Location::string_content(value))
        .severity(if is_certain { Severity::Error } else { Severity::Warning })
        .message(format!("container {shown} has no domain"))
        .label("no `DC=` part at the end")
        .help(format!(
            "a container of {} ends with its domain, such as `OU=Sales,DC=example,DC=com`{separators}",
            provider.name
        ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn setting(provider: &str, container: &str) -> String {
        format!(
            r#"{{"settings": [{{"key": "Destination.ProviderName", "value": "{provider}", "dataType": "System.String"}}, {{"key": "Destination.Container", "value": "{container}", "dataType": "System.String"}}]}}"#
        )
    }

    fn option(members: &str, container: &str) -> String {
        format!(
            r#"{{"objectsOption": [{{"objectType": 1, "containerOptionValue": "{container}", {members}}}], "settings": [{{"key": "Destination.ProviderName", "value": "Active Directory", "dataType": "System.String"}}]}}"#
        )
    }

    const NAMED: &str = r#""isSelected": true, "isCreate": true, "containerOption": "1""#;

    #[test]
    fn settings() {
        Tester::new(&RULE)
            .passes(&[
                &setting("Active Directory", "OU=NewHires,DC=example,DC=com"),
                &setting("Active Directory", "ou=Sales\\\\, EMEA, dc = example,dc=com"),
                &setting("Active Directory", "CN=R\\\\26D,OU=B\\u00fcro,DC=example,DC=com"),
                &setting("Microsoft Entra ID", "DC=example,DC=com"),
                &setting("Active Directory", "${OU}"),
                &setting("Active Directory", "OU=Sales,{{ base }}"),
                &setting("Active Directory", "%CONTAINER%"),
                &setting("Active Directory", ""),
                // Other providers do not use distinguished names.
                &setting("Google Workspace", "/Sales"),
                &setting("Generic LDAP", "Sales"),
                &setting("SQL Server", "Sales"),
                &setting("PeopleSoft", "Sales"),
                r#"{"settings": [{"key": "Destination.Container", "value": "Sales", "dataType": "System.String"}]}"#,
                r#"{"settings": [{"key": "Source.ProviderName", "value": "Active Directory", "dataType": "System.String"}, {"key": "Source.Container", "value": null, "dataType": "System.String"}]}"#,
            ])
            .fails(&[
                (&setting("Active Directory", "Sales"), "/settings/1/value", "Sales"),
                (&setting("Active Directory", "OU=Sales, EMEA,DC=example,DC=com"), "/settings/1/value", "EMEA"),
                (&setting("Azure", "OU=\\u00e9,D\\u0043"), "/settings/1/value", "D\\u0043"),
                (&setting("Active Directory", "OU=a,DC=com,"), "/settings/1/value", ""),
                (&setting("Active Directory", "example.com/HR"), "/settings/1/value", "example.com/HR"),
                (&setting("Active Directory", "OU=API/example.com"), "/settings/1/value", "OU=API/example.com"),
                (
                    r#"{"settings": [{"key": "Source.ProviderName", "value": "Active Directory", "dataType": "System.String"}, {"key": "Source.Container", "value": "LDAP://DC=com", "dataType": "System.String"}]}"#,
                    "/settings/1/value",
                    "LDAP://",
                ),
            ])
            .check_doc_examples();
    }

    #[test]
    fn object_options() {
        Tester::new(&RULE)
            .passes(&[
                &option(NAMED, "OU=Sales,DC=com"),
                // A source field or a script determines the container, or no objects are created.
                &option(r#""isSelected": true, "isCreate": true, "containerOption": "2""#, "Container"),
                &option(r#""isSelected": true, "isCreate": true, "containerOption": "3""#, "DTM.Result = x"),
                &option(r#""isSelected": true, "isCreate": true"#, "Sales"),
                &option(r#""isSelected": false, "isCreate": true, "containerOption": "1""#, "Sales"),
                &option(r#""isSelected": true, "isCreate": false, "containerOption": "1""#, "Sales"),
            ])
            .fails(&[
                (&option(NAMED, "OU=Sales DC=com"), "/objectsOption/0/containerOptionValue", "DC="),
                (&option(NAMED, "OU=R+D,DC=com"), "/objectsOption/0/containerOptionValue", "D"),
            ]);
    }
}
