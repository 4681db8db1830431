//! `missing-setting`

use crate::catalog::{Requirement, Setting, SettingScope, SideSetting, required_side_settings};
use crate::job::Side;
use crate::rules::prelude::*;
use crate::text::{is_blank, quoted_list};

pub(crate) static RULE: Rule = Rule {
    name: "missing-setting",
    group: Group::Settings,
    severity: Severity::Error,
    superseded_by: &["provider-mismatch"],
    summary: "required setting of the source or destination is missing",
    page: rule_page!("missing-setting"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let Some(array) = job.settings.array() else { return };
    // An unreadable key may be the missing one.
    if job.is_template || !job.settings.all_keys_known() {
        return;
    }
    if job.settings.entries().is_empty() {
        ctx.report(Location::member_name(array))
            .message("the settings are empty: the job has neither a source nor a destination")
            .help(
                "copy the settings of a job with the same source and destination providers, and change \
                 their values",
            );
        return;
    }
    for side in job.sides() {
        let missing = missing_settings(&side);
        if !missing.is_empty() {
            report_missing(array, &side, &missing, ctx);
        }
        check_empty(&side, ctx);
    }
}

fn report_missing(
    array: NodeRef<'_>,
    side: &Side<'_, '_>,
    missing: &[&'static Setting],
    ctx: &mut RuleContext,
) {
    let side_name = side.name.as_str();
    let (message, help) = match missing {
        [setting] => {
            let description = setting.description;
            let value = match setting.scope {
                SettingScope::Side => format!("its value: {description}"),
                _ => format!("its value is the {description}"),
            };
            (
                format!("setting `{}` of the {side_name} is missing", setting.key),
                format!("add an entry with this key; {value}"),
            )
        }
        settings => {
            let keys: Vec<&str> = settings.iter().map(|setting| setting.key).collect();
            let (count, keys) = (keys.len(), quoted_list(&keys, "and"));
            (
                format!("{count} settings of the {side_name} are missing: {keys}"),
                format!(
                    "add them: every published job has them, and without them the {side_name} is not \
                     specified"
                ),
            )
        }
    };
    let mut finding = ctx.report(Location::member_name(array)).subject(side).message(message).help(help);
    if missing.iter().all(|setting| setting.scope == SettingScope::Side) {
        return;
    }
    let provider = side.setting(SideSetting::PROVIDER_NAME);
    if let Some(provider) = provider.and_then(|entry| entry.setting_value) {
        finding = finding.related(provider, "this provider requires it");
    }
    // Often the provider was changed, but not the other settings.
    let counterpart = match required_by_provider(side) {
        Some(SideSetting::TABLE) => side.setting(SideSetting::CONTAINER),
        Some(SideSetting::CONTAINER) => side.setting(SideSetting::TABLE),
        _ => None,
    };
    if let Some(key) = counterpart.and_then(|entry| entry.key) {
        finding.related(key, "this setting is for another kind of provider");
    }
}

/// The required settings that a side does not have.
fn missing_settings(side: &Side<'_, '_>) -> Vec<&'static Setting> {
    let required = required_side_settings().iter().copied().chain(required_by_provider(side));
    let missing = required.filter(|required| side.setting(*required).is_none());
    missing.filter_map(|missing| side.setting_id(missing)?.setting()).collect()
}

fn required_by_provider(side: &Side<'_, '_>) -> Option<SideSetting> {
    match side.provider()?.requirement {
        Requirement::Table => Some(SideSetting::TABLE),
        Requirement::Container => Some(SideSetting::CONTAINER),
        Requirement::None | Requirement::Unknown => None,
    }
}

/// Reports required settings with an empty value.
fn check_empty(side: &Side<'_, '_>, ctx: &mut RuleContext) {
    for required in std::iter::once(SideSetting::PROVIDER_NAME).chain(required_by_provider(side)) {
        let Some(entry) = side.setting(required) else { continue };
        let (Some(value), Some(text)) = (entry.setting_value, entry.value_text()) else { continue };
        if !is_blank(&text) || value.placeholders().is_unresolved(&text) {
            continue;
        }
        let (Some(key), Some(known)) = (entry.key, entry.definition) else { continue };
        let name = ctx.quote(key);
        ctx.report(value)
            .subject(key)
            .subject(side)
            .message(format!("setting {name} of the {} is empty", side.name.as_str()))
            .help(format!("write its value: the {}", known.description));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rules::builders::{JobBuilder, job};
    use crate::rules::testing::Tester;

    /// A job with all settings that do not depend on its providers.
    fn complete(source: &str, destination: &str) -> JobBuilder {
        let keys = [
            "Source.Type",
            "SourceProvider",
            "Source.Provider",
            "Source.ProviderType",
            "Source.IsDirectoryProvider",
            "Source.IsTableProvider",
            "Destination.Type",
            "DestinationProvider",
            "Destination.Provider",
            "Destination.ProviderType",
            "Destination.IsDirectoryProvider",
            "Destination.IsTableProvider",
        ];
        keys.into_iter()
            .fold(job().source(source).destination(destination), |job, key| job.setting(key, "${LATER}"))
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for job in [
            complete("Text/CSV", "Generic LDAP"),
            complete("SCIM", "PeopleSoft"),
            complete("${SOURCE}", "Micrsoft Excel"),
            complete("Oracle", "Google Workspace")
                .setting("Source.Table", "HR.P")
                .setting("destination.container", "OU=a"),
            complete("ODBC", "Azure")
                .setting("Source.Tabel", "persons")
                .setting("Destination.Container", "${OU}"),
            // An unreadable key can be any key.
            job().setting("${KEY}", "x"),
            job().member("settings", json!([null, { "key": "Source.Type", "value": "3" }])),
            // Templates.
            job().member("isTemplate", json!(true)).member("settings", json!([])),
            job().member("isTemplate", json!(true)).setting("ScheduledTask", ""),
            // No array.
            job().member("settings", json!({})),
            job().member("settings", json!(null)).member("fieldsMap", json!([])),
            job().member("fieldsMap", json!([])),
        ] {
            tester.passes(&[&job.text()]);
        }
        tester.passes(&[&complete("SCIM", "SCIM").text().replace(r#""key":"Source.Type","#, "")]);
        let empty = job().member("fieldsMap", json!([])).member("settings", json!([])).text();
        let other_key = complete("SCIM", "SCIM").text().replace("Source.Provider\"", "Other\"");
        for (text, pointer, marked) in [
            (empty, "/settings", "\"settings\""),
            (complete("Oracle", "Generic LDAP").text(), "/settings", "\"settings\""),
            (
                complete("Oracle", "Generic LDAP").setting("Source.Table", " ").text(),
                "/settings/14/value",
                "\" \"",
            ),
            (
                complete("Text/CSV", "Active Directory").setting("Destination.Table", "x").text(),
                "/settings",
                "\"settings\"",
            ),
            (complete("Text/CSV", "").text(), "/settings/1/value", "\"\""),
            (other_key, "/settings", "\"settings\""),
        ] {
            tester.fails(&[(&text, pointer, marked)]);
        }
        tester.check_doc_examples();
    }

    #[test]
    fn reports_missing_settings_per_side() {
        let text = job().source("Microsoft Excel").setting("ScheduledTask", "").text();
        let messages = Tester::new(&RULE).messages(&text);
        assert_eq!(messages.len(), 2, "{messages:?}");
        assert_eq!(
            messages[1],
            "7 settings of the source are missing: `Source.Type`, `SourceProvider`, `Source.Provider`, \
             `Source.ProviderType`, `Source.IsDirectoryProvider` and 2 more"
        );
    }
}
