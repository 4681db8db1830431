//! `resolve-destination`

use crate::catalog::{Provider, SideSetting};
use crate::job::SideName;
use crate::language::transform::known_kind;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "resolve-destination",
    group: Group::Transform,
    severity: Severity::Warning,
    summary: "a Resolve where the destination cannot resolve",
    page: rule_page!("resolve-destination"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let destination = job.side(SideName::Destination);
    let Some(provider) = destination.provider().filter(|provider| !provider.is(Provider::ACTIVE_DIRECTORY))
    else {
        return;
    };
    let messaging = destination.text(SideSetting::CONFIGURED_MESSAGING_PROVIDER_NAME);
    if messaging.is_some_and(|name| name.to_ascii_lowercase().contains("exchange")) {
        return;
    }
    for written in job.transforms() {
        let Some(transform) = written.parsed() else { continue };
        if known_kind(transform.kind.text).is_none_or(|kind| kind.name != "Resolve") {
            continue;
        }
        let Some(location) = Location::in_transform(written, &transform.kind) else { continue };
        let diagnostic = ctx
            .report(location)
            .message(format!("Resolve does not work for the destination `{}`", provider.name))
            .help(
                "Resolve looks recipients up in Active Directory and Exchange only: take the value from a source \
                 field, or compute it in a Script",
            );
        if let Some(name) =
            destination.setting(SideSetting::PROVIDER_NAME).and_then(|entry| entry.setting_value)
        {
            diagnostic.related(name, "the destination");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                r#"{"fieldsMap": [{"transform": "Resolve:filter=x"}]}"#,
                r#"{"fieldsMap": [{"transform": "Resolve:filter=x"}], "settings": [{"key": "destination.providername", "value": "microsoft active directory"}]}"#,
                r#"{"fieldsMap": [{"transform": "Resolve:filter=x"}], "settings": [{"key": "Destination.ProviderName", "value": "PeopleSoft"}]}"#,
                r#"{"fieldsMap": [{"transform": "Resolve:filter=x"}], "settings": [{"key": "Destination.ProviderName", "value": "${DESTINATION}"}]}"#,
                r#"{"fieldsMap": [{"transform": "Resolve:filter=x"}], "settings": [{"key": "Source.ProviderName", "value": "SQL Server"}]}"#,
                r#"{"fieldsMap": [{"transform": "Resolve:filter=x"}], "settings": [{"key": "Destination.ProviderName", "value": "Microsoft Entra ID"}, {"key": "Destination.ConfiguredMessagingProviderName", "value": "Exchange 2019"}]}"#,
                r#"{"fieldsMap": [{"transform": "Static:value=Resolve:x"}], "settings": [{"key": "Destination.ProviderName", "value": "Oracle"}]}"#,
            ])
            .fails(&[
                (
                    r#"{"fieldsMap": [{"transform": "Resolve:filter=x"}], "settings": [{"key": "Destination.ProviderName", "value": "SQL Server"}]}"#,
                    "/fieldsMap/0/transform",
                    "Resolve",
                ),
                (
                    r#"{"fieldsMap": [{"transform": "resolve:filter=x"}], "settings": [{"key": "Destination.ProviderName", "value": "Azure"}]}"#,
                    "/fieldsMap/0/transform",
                    "resolve",
                ),
            ])
            .check_doc_examples();
    }
}
