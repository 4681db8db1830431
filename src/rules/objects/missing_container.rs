//! `missing-container`

use crate::catalog::{ContainerChoice, Requirement, SideSetting};
use crate::job::SideName;
use crate::json::NodeKind;
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "missing-container",
    group: Group::Objects,
    severity: Severity::Error,
    superseded_by: &["disables-created-account"],
    summary: "objects are created in a directory without a container",
    page: rule_page!("missing-container"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let destination = job.side(SideName::Destination);
    let Some(provider) =
        destination.provider().filter(|provider| provider.requirement == Requirement::Container)
    else {
        return;
    };
    if job.is_template {
        return;
    }
    for (_, option) in job.selected_objects().filter(|(_, option)| option.creates() == Some(true)) {
        let Some(value) = option.container_value else { continue };
        let is_blank_value =
            value.kind() == NodeKind::Null || value.string().is_some_and(|text| is_blank(&text));
        let is_named =
            option.container_option.is_none() || option.container_choice() == Some(ContainerChoice::Named);
        if !is_blank_value || !is_named {
            continue;
        }
        let example = destination.setting(SideSetting::CONTAINER).and_then(|entry| entry.setting_value);
        let example = example.filter(|value| {
            value.string().is_some_and(|text| !is_blank(&text) && !job.has_placeholder(&text))
        });
        let mut help = format!(
            "specify the container in `containerOptionValue`: {} requires one for each object type",
            provider.name
        );
        if let Some(example) = example {
            help.push_str(&format!("; the job searches for these objects in {}", ctx.quote(example)));
        }
        ctx.report(value)
            .message(format!("no container is specified for new objects of type {}", option.describe()))
            .label("no container")
            .help(help);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(provider: &str, members: &str) -> String {
        format!(
            r#"{{"objectsOption": [{{"objectType": 1, {members}}}], "settings": [{{"key": "Destination.ProviderName", "value": "{provider}", "dataType": "System.String"}}]}}"#
        )
    }

    #[test]
    fn table() {
        const BLANK: &str = r#""isCreate": true, "containerOption": "1", "containerOptionValue": " ""#;
        let template = job("Active Directory", BLANK).replacen('{', r#"{"isTemplate": true, "#, 1);
        Tester::new(&RULE)
            .passes(&[
                &template,
                &job("SQL Server", BLANK),
                &job("Generic LDAP", BLANK),
                &job("SCIM", BLANK),
                &job("PeopleSoft", BLANK),
                &job("${PROVIDER}", BLANK),
                &job("Active Directory", r#""isCreate": true, "containerOption": "2", "containerOptionValue": """#),
                &job("Active Directory", r#""isCreate": true, "containerOption": "${CHOICE}", "containerOptionValue": """#),
                &job("Active Directory", r#""isCreate": true, "containerOption": 1, "containerOptionValue": """#),
                &job("Active Directory", r#""isCreate": false, "containerOption": "1", "containerOptionValue": """#),
                &job("Active Directory", r#""isSelected": false, "isCreate": true, "containerOption": "1", "containerOptionValue": """#),
                &job("Active Directory", r#""isCreate": true, "containerOption": "1", "containerOptionValue": "${OU}""#),
                &job("Active Directory", r#""isCreate": true, "containerOption": "1", "containerOptionValue": "OU=a,DC=com""#),
                &job("Google Workspace", r#""isCreate": true, "containerOption": "1", "containerOptionValue": "/Sales""#),
                // `missing-member` reports absent members.
                &job("Active Directory", r#""isCreate": true, "containerOption": "1""#),
                &job("Active Directory", r#""isCreate": null, "containerOption": "1", "containerOptionValue": """#),
            ])
            .fails(&[
                (&job("Active Directory", BLANK), "/objectsOption/0/containerOptionValue", "\" \""),
                (&job("Azure", r#""isCreate": true, "containerOptionValue": null"#), "/objectsOption/0/containerOptionValue", "null"),
                (&job("Google Workspace", BLANK), "/objectsOption/0/containerOptionValue", "\" \""),
            ])
            .check_doc_examples();
    }
}
