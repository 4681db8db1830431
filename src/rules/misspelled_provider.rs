//! `misspelled-provider`

use crate::catalog::{SideSetting, nearest_messaging_system, nearest_provider};
use crate::diagnostic::{Fix, Severity};
use crate::job::{Job, SettingEntry, Side, has_placeholder};
use crate::rule::{Check, FixKind, Group, Reporter, Rule, Subject};

pub(crate) static RULE: Rule = Rule {
    name: "misspelled-provider",
    group: Group::Provider,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    gives_way_to: &[],
    summary: "a provider's name that is nearly a known one",
    docs: r#"
The name of a provider or of a messaging system is one or two letters from one that the product has
("Synchronize Providers", "Messaging System Overview"), and is not one itself. The product finds no
provider of that name.

Names that no page mentions are let pass: there may be more providers than the pages name.

## Wrong

```json
{ "settings": [{ "key": "Source.ProviderName", "value": "Micrsoft Excel", "dataType": "System.String" }] }
```

## Right

```json
{ "settings": [{ "key": "Source.ProviderName", "value": "Microsoft Excel", "dataType": "System.String" }] }
```
"#,
    check: Check::Job(check),
};

fn check(job: &Job<'_>, report: &mut Reporter<'_, '_>) {
    for side in job.sides() {
        let meant = |name: &str| nearest_provider(name).map(|found| found.name);
        if side.provider().is_none()
            && let Some(entry) = side.setting(SideSetting::PROVIDER_NAME)
        {
            complain(job, &side, entry, "provider", meant, report);
        }
        if let Some(entry) = side.setting(SideSetting::CONFIGURED_MESSAGING_PROVIDER_NAME) {
            complain(job, &side, entry, "messaging system", nearest_messaging_system, report);
        }
    }
}

fn complain(
    job: &Job<'_>,
    side: &Side<'_, '_>,
    entry: &SettingEntry<'_>,
    what: &str,
    meant: impl Fn(&str) -> Option<&'static str>,
    report: &mut Reporter<'_, '_>,
) {
    let (Some(value), Some(text)) = (entry.setting_value, entry.value_text()) else { return };
    if has_placeholder(&text) {
        return;
    }
    let Some(meant) = meant(&text) else { return };
    let shown = report.quote(value);
    report
        .at(value)
        .about(Subject::Side { job: job.value.id(), side: side.name })
        .say(format!("the {what} of the {} is spelt wrong: {shown}", side.name.in_words()))
        .help(format!("did you mean `{meant}`? The product has no {what} of this name, as far as its pages say"))
        .fix(Fix::r#unsafe(format!("write `{meant}`")).replace(value.content_span(), meant));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::Tester;

    fn job(key: &str, value: &str) -> String {
        format!(r#"{{"settings": [{{"key": "{key}", "value": "{value}", "dataType": "System.String"}}]}}"#)
    }

    #[test]
    fn table() {
        let messaging = "Destination.ConfiguredMessagingProviderName";
        for name in ["Microsoft Excel", "entra id", "G Suite", "PeopleSoft", "MySQL Server", "${NAME}", "", "SCIM2"] {
            Tester(&RULE)
                .passes(&[&job("Source.ProviderName", name), &job("Destination.ProviderName", name)]);
        }
        Tester(&RULE)
            .passes(&[
                &job(messaging, "office 365"),
                &job(messaging, "Lotus Notes"),
                r#"{"settings": [{"key": "Source.ProviderName", "value": null}]}"#,
            ])
            .fails(&[
                (&job("Source.ProviderName", "Micrsoft Excel"), "/settings/0/value", "\"Micrsoft Excel\""),
                (&job("Destination.ProviderName", "ActiveDirectory"), "/settings/0/value", "\"ActiveDirectory\""),
                (&job(messaging, "Ofice 365"), "/settings/0/value", "\"Ofice 365\""),
            ])
            .fixes(&[
                (&job("Source.ProviderName", "oracel"), &job("Source.ProviderName", "Oracle")),
                (&job(messaging, "Exchnage"), &job(messaging, "Exchange")),
            ])
            .documented();
    }
}
