//! `resolve-destination`

use crate::catalog::{Provider, SideSetting};
use crate::job::SideName;
use crate::language::transform::known_kind;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "resolve-destination",
    group: Group::Transform,
    severity: Severity::Warning,
    summary: "Resolve transform with an unsupported destination",
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
    for transform in job.transforms() {
        let Some(kind) = transform.parsed().map(|parsed| &parsed.kind) else { continue };
        if known_kind(kind.text).is_none_or(|kind| kind.name != "Resolve") {
            continue;
        }
        let Some(location) = Location::in_transform(transform, kind) else { continue };
        let finding = ctx
            .report(location)
            .message(format!("Resolve does not support the destination `{}`", provider.name))
            .help(
                "Resolve looks up recipients only in Active Directory and Exchange: take the value from a \
                 source field, or compute it in a Script",
            );
        let setting = destination.setting(SideSetting::PROVIDER_NAME);
        if let Some(name) = setting.and_then(|entry| entry.setting_value) {
            finding.related(name, "the destination");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::builders::job;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        let resolve = || job().transform("Resolve:filter=x");
        let tester = Tester::new(&RULE);
        tester
            .passes(&[
                &resolve().text(),
                &resolve().setting("destination.providername", "microsoft active directory").text(),
                &resolve().destination("PeopleSoft").text(),
                &resolve().destination("${DESTINATION}").text(),
                &resolve().source("SQL Server").text(),
                &resolve()
                    .destination("Microsoft Entra ID")
                    .setting("Destination.ConfiguredMessagingProviderName", "Exchange 2019")
                    .text(),
                &job().transform("Static:value=Resolve:x").destination("Oracle").text(),
            ])
            .fails(&[
                (&resolve().destination("SQL Server").text(), "/fieldsMap/0/transform", "Resolve"),
                (
                    &job().transform("resolve:filter=x").destination("Azure").text(),
                    "/fieldsMap/0/transform",
                    "resolve",
                ),
            ])
            .check_doc_examples();
    }
}
