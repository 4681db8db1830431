//! `collection-notification`

use crate::catalog::SettingId;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "collection-notification",
    group: Group::Job,
    severity: Severity::Info,
    tags: &[Tag::Unnecessary],
    summary: "notification setting of a job that has no effect in a collection",
    page: rule_page!("collection-notification"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    if !job.in_collection {
        return;
    }
    let Some(value) =
        job.settings.last(SettingId::IS_NOTIFICATION_ENABLED).and_then(|entry| entry.setting_value)
    else {
        return;
    };
    if value.string().is_some_and(|text| text.trim().eq_ignore_ascii_case("true")) {
        ctx.report(value)
            .message("the job's own notification has no effect in a collection")
            .help("use the notification of the collection: set its `isNotificationEnabled` and `notificationRecipients`");
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
                r#"{"settings": [{"key": "IsNotificationEnabled", "value": "True", "dataType": "System.Boolean"}]}"#,
                r#"{"jobCollectionInfo": {}, "jobs": [{"settings": [{"key": "IsNotificationEnabled", "value": "${NOTIFY}"}, {"key": "x"}]}, {}]}"#,
            ])
            .fails(&[(
                r#"{"jobCollectionInfo": {}, "jobs": [{"settings": [{"key": "isnotificationenabled", "value": "true"}]}]}"#,
                "/jobs/0/settings/0/value",
                "\"true\"",
            )])
            .check_doc_examples();
    }
}
