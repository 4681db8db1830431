//! `collection-notification`

use crate::catalog::SettingId;
use crate::diagnostic::Severity;
use crate::job::Job;
use crate::rule::{Check, FixKind, Group, RuleContext, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "collection-notification",
    group: Group::Job,
    severity: Severity::Info,
    fix: FixKind::None,
    superseded_by: &[],
    summary: "a notification of a single job, which does nothing inside of a collection",
    docs: r#"
Notification settings of the jobs do not count when they run inside of a collection; the collection
has its own ("Synchronized Job Collection"). A job that was copied in keeps its setting all the same,
and whoever relied on its mails waits for them in vain.

## Wrong

```json
{
  "jobCollectionInfo": { "name": "Nightly" },
  "jobs": [
    { "settings": [{ "key": "IsNotificationEnabled", "value": "True", "dataType": "System.Boolean" }] }
  ]
}
```

## Right

```json
{
  "isNotificationEnabled": true,
  "notificationRecipients": "identity-team@example.com",
  "jobCollectionInfo": { "name": "Nightly" },
  "jobs": [
    { "settings": [{ "key": "IsNotificationEnabled", "value": "False", "dataType": "System.Boolean" }] }
  ]
}
```
"#,
    check: Check::Job(check),
};

fn check(job: &Job<'_>, report: &mut RuleContext<'_, '_>) {
    if !job.in_collection {
        return;
    }
    let Some(value) = job.settings.last(SettingId::IS_NOTIFICATION_ENABLED).and_then(|entry| entry.setting_value) else {
        return;
    };
    if value.string().is_some_and(|text| text.trim().eq_ignore_ascii_case("true")) {
        report
            .report(value)
            .message("the job's own notification does nothing inside of a collection")
            .help("let the collection send it: set its `isNotificationEnabled` and `notificationRecipients`");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester(&RULE)
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
