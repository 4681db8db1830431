//! `misspelled-provider`

use crate::catalog::{SideSetting, closest_messaging_system, closest_provider};
use crate::job::Side;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "misspelled-provider",
    group: Group::Provider,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    summary: "misspelled name of a provider or messaging system",
    page: rule_page!("misspelled-provider"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for side in job.sides() {
        if side.provider().is_none() {
            let closest = |name: &str| closest_provider(name).map(|provider| provider.name);
            report_misspelled(&side, SideSetting::PROVIDER_NAME, closest, ctx);
        }
        let setting = SideSetting::CONFIGURED_MESSAGING_PROVIDER_NAME;
        report_misspelled(&side, setting, closest_messaging_system, ctx);
    }
}

fn report_misspelled(
    side: &Side,
    setting: SideSetting,
    closest: impl Fn(&str) -> Option<&'static str>,
    ctx: &mut RuleContext,
) {
    let Some(value) = side.setting(setting).and_then(|entry| entry.setting_value) else { return };
    let Some(name) = value.string().filter(|name| !value.placeholders().is_unresolved(name)) else { return };
    let Some(suggestion) = closest(&name) else { return };
    let what = if setting == SideSetting::PROVIDER_NAME { "provider" } else { "messaging system" };
    let shown = ctx.quote(value);
    ctx.report(value)
        .subject(side)
        .message(format!("the {} {what} {shown} is misspelled", side.name.as_str()))
        .suggest_with(
            Some(suggestion),
            Location::string_content(value),
            format!("The product documentation mentions no {what} with this name"),
        );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::builders;
    use crate::rules::testing::Tester;

    fn job(key: &str, value: &str) -> String {
        builders::job().setting(key, value).text()
    }

    #[test]
    fn table() {
        let messaging = "Destination.ConfiguredMessagingProviderName";
        for name in
            ["Microsoft Excel", "entra id", "G Suite", "PeopleSoft", "MySQL Server", "${NAME}", "", "SCIM2"]
        {
            Tester::new(&RULE)
                .passes(&[&job("Source.ProviderName", name), &job("Destination.ProviderName", name)]);
        }
        Tester::new(&RULE)
            .passes(&[
                &job(messaging, "office 365"),
                &job(messaging, "Lotus Notes"),
                r#"{"settings": [{"key": "Source.ProviderName", "value": null}]}"#,
            ])
            .fails(&[
                (&job("Source.ProviderName", "Micrsoft Excel"), "/settings/0/value", "\"Micrsoft Excel\""),
                (
                    &job("Destination.ProviderName", "ActiveDirectory"),
                    "/settings/0/value",
                    "\"ActiveDirectory\"",
                ),
                (&job(messaging, "Ofice 365"), "/settings/0/value", "\"Ofice 365\""),
            ])
            .fixes(&[
                (&job("Source.ProviderName", "oracel"), &job("Source.ProviderName", "Oracle")),
                (&job(messaging, "Exchnage"), &job(messaging, "Exchange")),
            ])
            .check_doc_examples();
    }
}
