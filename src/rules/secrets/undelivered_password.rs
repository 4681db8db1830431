//! `undelivered-password`

use crate::catalog::{ProviderClass, SettingId};
use crate::job::{Collection, FieldRow, PasswordOptions, SideName};
use crate::rule::Location;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "undelivered-password",
    group: Group::Secrets,
    severity: Severity::Warning,
    summary: "a password that nobody will learn",
    page: rule_page!("undelivered-password"),
    check: Check::File(check),
    ..Rule::DEFAULT
};

fn check(file: &JobFile, report: &mut RuleContext) {
    for job in file.jobs.iter().filter(|job| !job.password_options().is_empty()) {
        // Whether anybody is notified is asked of the job that is made from a template.
        let silence = if job.is_template { None } else { why_not_notified(job, file.collection.as_ref()) };
        for options in job.password_options() {
            if let Some(silence) = &silence {
                report_undelivered_password(options, silence, report);
            }
            check_manager(job, &options.row, options, report);
        }
    }
}

/// Why nobody is notified.
struct NoNotification<'d> {
    reason: &'static str,
    /// Where it says so.
    setting: Option<NodeRef<'d>>,
    help: &'static str,
}

/// Whether it is certain that nobody is notified of a job.
fn why_not_notified<'d>(job: &Job<'d>, collection: Option<&Collection<'d>>) -> Option<NoNotification<'d>> {
    if job.in_collection {
        let said = collection?.value.get("isNotificationEnabled")?;
        return (said.boolean() == Some(false)).then_some(NoNotification {
            reason: "the collection's notifications are off",
            setting: Some(said),
            help: "turn the notifications of the collection on and name recipients",
        });
    }
    let help = "turn `IsNotificationEnabled` on and name recipients";
    let mut entries = job.settings.entries_of(SettingId::IS_NOTIFICATION_ENABLED).peekable();
    let last = job.settings.last(SettingId::IS_NOTIFICATION_ENABLED);
    if entries.peek().is_none() {
        let certain = job.settings.array().is_some() && job.settings.all_keys_known();
        return certain.then_some(NoNotification {
            reason: "no setting turns notifications on",
            setting: None,
            help,
        });
    }
    let is_off = |text: &str| text.trim().eq_ignore_ascii_case("false");
    let all_off = entries.all(|entry| entry.value_text().is_some_and(|text| is_off(&text)));
    let said = last.and_then(|entry| entry.setting_value);
    all_off.then_some(NoNotification { reason: "notifications are off", setting: said, help })
}

fn report_undelivered_password(
    options: &PasswordOptions<'_>,
    silence: &NoNotification<'_>,
    report: &mut RuleContext,
) {
    let Some((kind, span)) = options.integer("passwordType").filter(|(kind, _)| *kind != 0) else { return };
    let finding = report
        .report(Location::with_span(options.json().value(), options.json().to_file_span(span)))
        .message(format!("nobody will learn the passwords that are made up: {}", silence.reason))
        .label(format!("{kind}: a password of its own for each row"))
        .help(format!("{}: these passwords are mailed, and shown nowhere", silence.help));
    if let Some(said) = silence.setting {
        finding.related(said, "turned off here");
    }
}

/// The manager is mailed, and no row gives new users one.
fn check_manager(job: &Job, row: &FieldRow<'_>, options: &PasswordOptions<'_>, report: &mut RuleContext) {
    let Some((true, span)) = options.boolean("managerNotification") else { return };
    let Some(number) = row.type_number() else { return };
    let creates =
        job.selected_objects().any(|(other, option)| other == number && option.creates() == Some(true));
    let to_table = job.side(SideName::Destination).class() == Some(ProviderClass::Table);
    let has_manager = job.rows.iter().any(|other| {
        let of_type = other.type_number().is_none_or(|other| other == number);
        of_type && other.destination().trim().eq_ignore_ascii_case("manager")
    });
    if !creates || to_table || has_manager {
        return;
    }
    report
        .report(Location::with_span(options.json().value(), options.json().to_file_span(span)))
        .message("managers are mailed the password, and no row gives new users a manager")
        .label("nobody is mailed for a user without a manager")
        .help("add a row that fills `manager`, or set `managerNotification` to `false`");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    const ROW: &str = r#"{"destinationField": "password", "objectType": 1, "options": "{\"managerNotification\":MAIL,\"passwordType\":TYPE}"}"#;

    fn row(kind: &str, mail: &str) -> String {
        ROW.replace("TYPE", kind).replace("MAIL", mail)
    }

    fn job(rows: &str, settings: &str) -> String {
        format!(
            r#"{{"fieldsMap": [{rows}], "objectsOption": [{{"objectType": 1, "displayName": "User", "isSelected": true, "isCreate": true}}], "settings": [{settings}]}}"#
        )
    }

    const OFF: &str = r#"{"key": "IsNotificationEnabled", "value": "False", "dataType": "System.Boolean"}"#;
    const ON: &str = r#"{"key": "isnotificationenabled", "value": "True", "dataType": "System.Boolean"}"#;

    #[test]
    fn generated_passwords_need_notifications() {
        let made_up = row("1", "false");
        for text in [
            job(&row("0", "false"), OFF),
            job(&made_up, ON),
            job(&made_up, &OFF.replace("False", "${NOTIFY}")),
            job(&made_up, r#"{"key": "${KEY}", "value": "x"}"#),
            job(&made_up, OFF).replace(r#"{"fieldsMap""#, r#"{"isTemplate": true, "fieldsMap""#),
            format!(r#"{{"fieldsMap": [{made_up}]}}"#),
            format!(r#"{{"fieldsMap": [{made_up}], "settings": null}}"#),
            format!(r#"{{"isNotificationEnabled": true, "jobs": [{}]}}"#, job(&made_up, OFF)),
            format!(r#"{{"totalJobs": 1, "jobs": [{}]}}"#, job(&made_up, OFF)),
            job(r#"{"destinationField": "cn", "options": "{\"passwordType\":1}"}"#, OFF),
        ] {
            Tester::new(&RULE).passes(&[&text]);
        }
        Tester::new(&RULE)
            .fails(&[
                (&job(&made_up, OFF), "/fieldsMap/0/options", "1"),
                (&job(&made_up, ""), "/fieldsMap/0/options", "1"),
                (
                    &format!(r#"{{"isNotificationEnabled": false, "jobs": [{}]}}"#, job(&made_up, ON)),
                    "/jobs/0/fieldsMap/0/options",
                    "1",
                ),
            ])
            .check_doc_examples();
    }

    #[test]
    fn reports_manager_notification_without_manager() {
        let mailed = row("0", "true");
        let with = |destination: &str| {
            format!(r#"{{"key": "Destination.ProviderName", "value": "{destination}"}}, {ON}"#)
        };
        for text in [
            job(
                &format!(r#"{mailed}, {{"destinationField": "Manager", "objectType": 1}}"#),
                &with("Active Directory"),
            ),
            job(&format!(r#"{mailed}, {{"destinationField": "manager"}}"#), &with("Active Directory")),
            job(&mailed, &with("SQL Server")),
            job(&mailed, ON).replace(r#""isCreate": true"#, r#""isCreate": false"#),
            job(&mailed, ON).replace(r#""isSelected": true"#, r#""isSelected": false"#),
            job(&mailed.replace(r#""objectType": 1, "#, ""), ON),
        ] {
            Tester::new(&RULE).passes(&[&text]);
        }
        let other = r#"{"destinationField": "manager", "objectType": 4}"#;
        Tester::new(&RULE).fails(&[
            (&job(&mailed, &with("Active Directory")), "/fieldsMap/0/options", "true"),
            (&job(&mailed, &with("Azure")), "/fieldsMap/0/options", "true"),
            (&job(&format!("{mailed}, {other}"), ON), "/fieldsMap/0/options", "true"),
        ]);
    }
}
