//! `duplicate-setting`

use crate::diagnostic::Severity;
use crate::job::{Job, SettingEntry};
use crate::rule::{Check, FixKind, Group, RuleContext, Rule};
use crate::text::describe_count;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-setting",
    group: Group::Settings,
    severity: Severity::Error,
    fix: FixKind::None,
    superseded_by: &[],
    summary: "a settings key with two different values",
    docs: r#"
`settings` is a list, so that nothing stops a key from standing in it twice. Which of two different
values the product takes is documented nowhere. (The same value twice is another rule,
`repeated-setting`: the product writes `Destination.Type` twice itself.)

## Wrong

```json
{
  "settings": [
    { "key": "Destination.Container", "value": "OU=Staff,DC=example,DC=com", "dataType": "System.String" },
    { "key": "Destination.Container", "value": "OU=Guests,DC=example,DC=com", "dataType": "System.String" }
  ]
}
```

## Right

```json
{
  "settings": [
    { "key": "Destination.Container", "value": "OU=Staff,DC=example,DC=com", "dataType": "System.String" }
  ]
}
```
"#,
    check: Check::Job(check),
};

/// Whether the entries of one key disagree; those whose value could not be read do not count.
pub(super) fn values_differ(group: &[SettingEntry<'_>]) -> bool {
    let mut values = group.iter().filter_map(|entry| entry.value_text());
    values.next().is_some_and(|first| values.any(|other| other != first))
}

fn check(job: &Job<'_>, report: &mut RuleContext<'_, '_>) {
    for group in job.settings.duplicates() {
        let Some((last, others)) = group.split_last() else { continue };
        let (Some(key), true) = (last.key, values_differ(group)) else { continue };
        let name = report.quote(key);
        let shown = |report: &RuleContext<'_, '_>, entry: &SettingEntry<'_>| {
            entry.setting_value.map_or_else(|| "another value".to_owned(), |value| report.quote(value))
        };
        let mine = shown(report, last);
        let earlier: Vec<String> = others.iter().map(|other| shown(report, other)).collect();
        let mut finding = report
            .report(key)
            .message(format!("setting {name} stands {} with different values", describe_count(group.len())))
            .label(format!("here it is {mine}"))
            .help("keep the one that is meant: which of them the product takes is documented nowhere");
        for (other, value) in others.iter().zip(earlier) {
            if let Some(key) = other.key {
                finding = finding.subject(key).related(key, format!("here it is {value}"));
            }
        }
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
                r#"{"settings": [{"key": "Destination.Type", "value": "3", "dataType": "System.Int32"}, {"key": "Destination.Type", "value": "3", "dataType": "System.String"}]}"#,
                r#"{"settings": [{"key": "a", "value": "1", "dataType": "System.String", "objectType": 1}, {"key": "a", "value": "2", "dataType": "System.String", "objectType": 4}]}"#,
                r#"{"settings": [{"key": "a", "value": "1", "dataType": "System.String"}, {"key": "b", "value": "2", "dataType": "System.String"}]}"#,
            ])
            .fails(&[(
                r#"{"settings": [{"key": "Source.Table", "value": "A", "dataType": "System.String"}, {"key": "source.table", "value": "B", "dataType": "System.String"}]}"#,
                "/settings/1/key",
                "\"source.table\"",
            )])
            .check_doc_examples();
    }
}
