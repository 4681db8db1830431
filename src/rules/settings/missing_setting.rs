//! `missing-setting`

use crate::catalog::{Requirement, Setting, SettingScope, SideSetting, required_side_settings};
use crate::job::{Side, has_placeholder};
use crate::rule::{Location, Subject};
use crate::rules::prelude::*;
use crate::text::{is_blank, quoted_list};

pub(crate) static RULE: Rule = Rule {
    name: "missing-setting",
    group: Group::Settings,
    severity: Severity::Error,
    superseded_by: &["provider-mismatch"],
    summary: "a setting that the source or the destination needs is missing",
    page: rule_page!("missing-setting"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    let Some(array) = job.settings.array() else { return };
    // A key that could not be read may be the one that is missing.
    if job.is_template || !job.settings.all_keys_known() {
        return;
    }
    if job.settings.entries().is_empty() {
        report
            .report(Location::member_name(array))
            .message("the settings are empty: the job has neither source nor destination")
            .help("copy the settings of a job that reads and writes the same kinds of provider, and change their values");
        return;
    }
    for side in job.sides() {
        let missing = missing_settings(&side);
        if !missing.is_empty() {
            report_missing(job, &side, &missing, report);
        }
        report_empty(job, &side, report);
    }
}

/// The settings that a side needs and does not have.
fn missing_settings(side: &Side<'_, '_>) -> Vec<&'static Setting> {
    let wanted = required_side_settings().iter().copied().chain(required_by_provider(side));
    let missing = wanted.filter(|wanted| side.setting(*wanted).is_none());
    missing.filter_map(|missing| side.setting_id(missing)?.setting()).collect()
}

/// What the side's provider wants besides, without the side's prefix.
fn required_by_provider(side: &Side<'_, '_>) -> Option<SideSetting> {
    match side.provider()?.requirement {
        Requirement::Table => Some(SideSetting::TABLE),
        Requirement::Container => Some(SideSetting::CONTAINER),
        Requirement::None | Requirement::Unknown => None,
    }
}

fn report_missing(job: &Job, side: &Side<'_, '_>, missing: &[&'static Setting], report: &mut RuleContext) {
    let Some(array) = job.settings.array() else { return };
    let name = side.name.as_str();
    let (said, help) = match missing {
        [only] => (
            format!("setting `{}` of the {name} is missing", only.key),
            match only.scope {
                SettingScope::Side => format!("add an entry with this key; its value: {}", only.description),
                _ => format!("add an entry with this key; its value is the {}", only.description),
            },
        ),
        several => (
            format!("{} settings of the {name} are missing: {}", several.len(), format_keys(several)),
            format!("add them: without them nothing says what the {name} is; every published job has them"),
        ),
    };
    let mut finding = report
        .report(Location::member_name(array))
        .subject(Subject::Side { job: job.value.id(), side: side.name })
        .message(said)
        .help(help);
    // Somebody changed the provider and left the rest as it was.
    let counterpart = match required_by_provider(side) {
        Some(SideSetting::TABLE) => side.setting(SideSetting::CONTAINER),
        Some(SideSetting::CONTAINER) => side.setting(SideSetting::TABLE),
        _ => None,
    };
    let provider = side.setting(SideSetting::PROVIDER_NAME).and_then(|entry| entry.setting_value);
    if missing.iter().any(|setting| setting.scope != SettingScope::Side) {
        if let Some(provider) = provider {
            finding = finding.related(provider, "this is what needs it");
        }
        if let Some(key) = counterpart.and_then(|entry| entry.key) {
            finding.related(key, "this is for another kind of provider");
        }
    }
}

fn format_keys(settings: &[&'static Setting]) -> String {
    let keys: Vec<&str> = settings.iter().map(|setting| setting.key).collect();
    quoted_list(&keys, "and")
}

/// Settings that are there and say nothing.
fn report_empty(job: &Job, side: &Side<'_, '_>, report: &mut RuleContext) {
    for needed in std::iter::once(SideSetting::PROVIDER_NAME).chain(required_by_provider(side)) {
        let Some(entry) = side.setting(needed) else { continue };
        let (Some(value), Some(text)) = (entry.setting_value, entry.value_text()) else { continue };
        if !is_blank(&text) || has_placeholder(&text) {
            continue;
        }
        let (Some(key), Some(known)) = (entry.key, entry.definition) else { continue };
        let shown = report.quote(key);
        report
            .report(value)
            .subject(key)
            .subject(Subject::Side { job: job.value.id(), side: side.name })
            .message(format!("setting {shown} of the {} is empty", side.name.as_str()))
            .help(format!("write its value: the {}", known.description));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(pairs: &[(&str, &str)]) -> String {
        let entries: Vec<String> = pairs
            .iter()
            .map(|(key, value)| {
                format!(r#"{{"key": "{key}", "value": "{value}", "dataType": "System.String"}}"#)
            })
            .collect();
        format!(r#"{{"settings": [{}]}}"#, entries.join(", "))
    }

    /// A job whose sides are complete but for what their providers want, with more settings.
    fn complete(source: &str, destination: &str, more: &[(&str, &str)]) -> String {
        let mut pairs = vec![("Source.ProviderName", source), ("Destination.ProviderName", destination)];
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
        pairs.extend(keys.map(|key| (key, "${LATER}")));
        pairs.extend(more);
        job(&pairs)
    }

    #[test]
    fn table() {
        let unreadable = complete("SCIM", "SCIM", &[]).replace(r#""key": "Source.Type", "#, "");
        Tester::new(&RULE)
            .passes(&[
                &complete("Text/CSV", "Generic LDAP", &[]),
                &complete("SCIM", "PeopleSoft", &[]),
                &complete("${SOURCE}", "Micrsoft Excel", &[]),
                &complete("Oracle", "Google Workspace", &[("Source.Table", "HR.P"), ("destination.container", "OU=a")]),
                &complete("ODBC", "Azure", &[("Source.Tabel", "persons"), ("Destination.Container", "${OU}")]),
                // A key that cannot be read may be any.
                &unreadable,
                &job(&[("${KEY}", "x")]),
                &job(&[("Source.Type", "3")]).replace('[', "[null, "),
                r#"{"isTemplate": true, "settings": []}"#,
                r#"{"isTemplate": true, "settings": [{"key": "ScheduledTask", "value": "", "dataType": "System.String"}]}"#,
                r#"{"settings": {}}"#,
                r#"{"settings": null, "fieldsMap": []}"#,
                r#"{"fieldsMap": []}"#,
            ])
            .fails(&[
                (r#"{"fieldsMap": [], "settings": []}"#, "/settings", "\"settings\""),
                (&complete("Oracle", "Generic LDAP", &[]), "/settings", "\"settings\""),
                (&complete("Oracle", "Generic LDAP", &[("Source.Table", " ")]), "/settings/14/value", "\" \""),
                (&complete("Text/CSV", "Active Directory", &[("Destination.Table", "x")]), "/settings", "\"settings\""),
                (&complete("Text/CSV", "", &[]), "/settings/1/value", "\"\""),
                (&complete("SCIM", "SCIM", &[]).replace("Source.Provider\"", "Other\""), "/settings", "\"settings\""),
            ])
            .check_doc_examples();
    }

    #[test]
    fn reports_missing_settings_per_side() {
        use crate::linter::{FileOrigin, Linter, Scratch};
        let text = job(&[("Source.ProviderName", "Microsoft Excel"), ("ScheduledTask", "")]);
        let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let found: Vec<&str> = checked
            .diagnostics
            .iter()
            .filter(|found| found.rule == RULE.name)
            .map(|found| found.message.as_str())
            .collect();
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().any(|said| said.contains("settings of the source are missing: `Source.Type`, `SourceProvider`, `Source.Provider`, `Source.ProviderType`, `Source.IsDirectoryProvider` and 2 more")), "{found:?}");
    }
}
