//! `misspelled-provider`

use crate::catalog::{SideSetting, closest_messaging_system, closest_provider};
use crate::job::{SettingEntry, Side, has_placeholder};
use crate::rule::Subject;
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
        let suggestion = |name: &str| closest_provider(name).map(|found| found.name);
        if side.provider().is_none()
            && let Some(entry) = side.setting(SideSetting::PROVIDER_NAME)
        {
            report_misspelled(job, &side, entry, "provider", suggestion, ctx);
        }
        if let Some(entry) = side.setting(SideSetting::CONFIGURED_MESSAGING_PROVIDER_NAME) {
            report_misspelled(job, &side, entry, "messaging system", closest_messaging_system, ctx);
        }
    }
}

fn report_misspelled(
    job: &Job,
    side: &Side,
    entry: &SettingEntry,
    what: &str,
    suggest: impl Fn(&str) -> Option<&'static str>,
    ctx: &mut RuleContext,
) {
    let (Some(value), Some(text)) = (entry.setting_value, entry.value_text()) else { return };
    if has_placeholder(&text) {
        return;
    }
    let Some(suggestion) = suggest(&text) else { return };
    let shown = ctx.quote(value);
    ctx.report(value)
        .subject(Subject::Side { job: job.value.id(), side: side.name })
        .message(format!("the {} {what} {shown} is misspelled", side.name.as_str()))
        .help(format!(
            "did you mean `{suggestion}`? The product documentation mentions no {what} with this name"
        ))
        .fix(Fix::unsafe_(format!("write `{suggestion}`")).replace(value.content_span(), suggestion));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(key: &str, value: &str) -> String {
        format!(r#"{{"settings": [{{"key": "{key}", "value": "{value}", "dataType": "System.String"}}]}}"#)
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
