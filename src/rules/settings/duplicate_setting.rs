//! `duplicate-setting`

use crate::job::SettingEntry;
use crate::rules::prelude::*;
use crate::text::describe_count;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-setting",
    group: Group::Settings,
    severity: Severity::Error,
    summary: "a settings key with two different values",
    page: rule_page!("duplicate-setting"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

/// Whether the entries of one key disagree; those whose value could not be read do not count.
pub(crate) fn values_differ(group: &[SettingEntry<'_>]) -> bool {
    let mut values = group.iter().filter_map(|entry| entry.value_text());
    values.next().is_some_and(|first| values.any(|other| other != first))
}

fn check(job: &Job, report: &mut RuleContext) {
    for group in job.settings.duplicates() {
        let Some((last, others)) = group.split_last() else { continue };
        let (Some(key), true) = (last.key, values_differ(group)) else { continue };
        let name = report.quote(key);
        let shown = |report: &RuleContext, entry: &SettingEntry<'_>| {
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
        Tester::new(&RULE)
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
