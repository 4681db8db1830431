//! `undelivered-password`

use crate::catalog::SettingId;
use crate::job::{Collection, FieldRow, PasswordOptions, SideName};
use crate::rules::prelude::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    name: "undelivered-password",
    group: Group::Secrets,
    severity: Severity::Warning,
    summary: "generated password that is not sent to anyone",
    page: rule_page!("undelivered-password"),
    check: Check::File(check),
    ..Rule::DEFAULT
};

fn check(file: &JobFile, ctx: &mut RuleContext) {
    for job in file.jobs.iter().filter(|job| !job.password_options().is_empty()) {
        // The notifications of a template are configured in the jobs that are created from it.
        let no_notification =
            if job.is_template { None } else { NoNotification::find(job, file.collection.as_ref()) };
        for options in job.password_options() {
            if let Some(no_notification) = &no_notification {
                report_undelivered(options, no_notification, ctx);
            }
            check_manager(job, &options.row, options, ctx);
        }
    }
}

fn report_undelivered(
    options: &PasswordOptions<'_>,
    no_notification: &NoNotification<'_>,
    ctx: &mut RuleContext,
) {
    let Some((kind, span)) = options.integer("passwordType").filter(|(kind, _)| *kind != 0) else { return };
    let finding = ctx
        .report(location(options, span))
        .message(format!("generated passwords are not sent to anyone: {}", no_notification.reason))
        .label(format!("{kind}: generates a password for each row"))
        .help(format!(
            "{}: generated passwords are only sent by e-mail and not displayed anywhere",
            no_notification.help
        ));
    if let Some(setting) = no_notification.setting {
        finding.related(setting, "turned off here");
    }
}

/// Checks that new users have a manager if the password is sent to the manager.
fn check_manager(job: &Job, row: &FieldRow<'_>, options: &PasswordOptions<'_>, ctx: &mut RuleContext) {
    let Some((true, span)) = options.boolean("managerNotification") else { return };
    let Some(number) = row.type_number() else { return };
    let creates =
        job.selected_objects().any(|(other, option)| other == number && option.creates() == Some(true));
    let has_manager = job.rows.iter().any(|other| {
        let has_same_type = other.type_number().is_none_or(|other| other == number);
        has_same_type && other.destination().trim().eq_ignore_ascii_case("manager")
    });
    if !creates || job.side(SideName::Destination).is_table() || has_manager {
        return;
    }
    ctx.report(location(options, span))
        .message("passwords are sent to managers, but no row maps the manager of new users")
        .label("not sent for users without a manager")
        .help("add a row that maps `manager`, or set `managerNotification` to `false`");
}

/// The location of a span in the document of the options.
fn location(options: &PasswordOptions<'_>, span: Span) -> Location {
    Location::with_span(options.json().value(), options.json().to_file_span(span))
}

/// Why no notifications are sent for a job.
struct NoNotification<'d> {
    reason: &'static str,
    /// The value that turns notifications off.
    setting: Option<NodeRef<'d>>,
    help: &'static str,
}

impl<'d> NoNotification<'d> {
    /// Returns `None` if notifications are on, or if it is not known.
    fn find(job: &Job<'d>, collection: Option<&Collection<'d>>) -> Option<Self> {
        if job.in_collection {
            let setting = collection?.value.get("isNotificationEnabled")?;
            return (setting.boolean() == Some(false)).then_some(Self {
                reason: "the notifications of the collection are off",
                setting: Some(setting),
                help: "turn on the notifications of the collection and add recipients",
            });
        }
        let help = "turn on `IsNotificationEnabled` and add recipients";
        let mut entries = job.settings.entries_of(SettingId::IS_NOTIFICATION_ENABLED).peekable();
        if entries.peek().is_none() {
            let is_certain = job.settings.array().is_some() && job.settings.all_keys_known();
            return is_certain.then_some(Self {
                reason: "no setting turns on notifications",
                setting: None,
                help,
            });
        }
        let is_off = |text: &str| text.trim().eq_ignore_ascii_case("false");
        let all_off = entries.all(|entry| entry.value_text().is_some_and(|text| is_off(&text)));
        let last = job.settings.last(SettingId::IS_NOTIFICATION_ENABLED);
        let setting = last.and_then(|entry| entry.setting_value);
        all_off.then_some(Self { reason: "notifications are off", setting, help })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::rules::builders::{JobBuilder, job};
    use crate::rules::testing::Tester;

    fn password(password_type: i64, manager_notification: bool) -> Value {
        let options = json!({ "managerNotification": manager_notification, "passwordType": password_type });
        json!({ "destinationField": "password", "objectType": 1, "options": options.to_string() })
    }

    fn job_with_row(row: Value) -> JobBuilder {
        let option = json!({ "objectType": 1, "displayName": "User", "isSelected": true, "isCreate": true });
        job().row(row).object(option)
    }

    fn with_notifications(row: Value, value: &str) -> JobBuilder {
        job_with_row(row).setting("IsNotificationEnabled", value)
    }

    #[test]
    fn generated_passwords_need_notifications() {
        let generated = || password(1, false);
        let off = with_notifications(generated(), "False");
        Tester::new(&RULE)
            .passes(&[
                &with_notifications(password(0, false), "False").text(),
                &job_with_row(generated()).setting("isnotificationenabled", "True").text(),
                &with_notifications(generated(), "${NOTIFY}").text(),
                &job_with_row(generated()).setting("${KEY}", "x").text(),
                &off.clone().member("isTemplate", json!(true)).text(),
                &job().row(generated()).text(),
                &job().row(generated()).member("settings", json!(null)).text(),
                &format!(r#"{{"isNotificationEnabled": true, "jobs": [{}]}}"#, off.text()),
                &format!(r#"{{"totalJobs": 1, "jobs": [{}]}}"#, off.text()),
                &with_notifications(
                    json!({ "destinationField": "cn", "options": r#"{"passwordType":1}"# }),
                    "False",
                )
                .text(),
            ])
            .fails(&[
                (&off.text(), "/fieldsMap/0/options", "1"),
                (
                    &job_with_row(generated()).member("settings", json!([])).text(),
                    "/fieldsMap/0/options",
                    "1",
                ),
                (
                    &format!(
                        r#"{{"isNotificationEnabled": false, "jobs": [{}]}}"#,
                        with_notifications(generated(), "True").text()
                    ),
                    "/jobs/0/fieldsMap/0/options",
                    "1",
                ),
            ])
            .check_doc_examples();
    }

    #[test]
    fn reports_manager_notification_without_manager() {
        let mailed = || with_notifications(password(0, true), "True");
        let to_ad = || mailed().destination("Active Directory");
        let mut without_type = password(0, true);
        without_type["objectType"] = json!(null);
        Tester::new(&RULE)
            .passes(&[
                &to_ad().row(json!({ "destinationField": "Manager", "objectType": 1 })).text(),
                &to_ad().row(json!({ "destinationField": "manager" })).text(),
                &mailed().destination("SQL Server").text(),
                &mailed().text().replace(r#""isCreate":true"#, r#""isCreate":false"#),
                &mailed().text().replace(r#""isSelected":true"#, r#""isSelected":false"#),
                &with_notifications(without_type, "True").text(),
            ])
            .fails(&[
                (&to_ad().text(), "/fieldsMap/0/options", "true"),
                (&mailed().destination("Azure").text(), "/fieldsMap/0/options", "true"),
                (
                    &mailed().row(json!({ "destinationField": "manager", "objectType": 4 })).text(),
                    "/fieldsMap/0/options",
                    "true",
                ),
            ]);
    }
}
