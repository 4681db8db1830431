//! `duplicate-setting`

use crate::job::SettingEntry;
use crate::rules::prelude::*;
use crate::text::describe_count;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-setting",
    group: Group::Settings,
    severity: Severity::Error,
    summary: "settings key with different values",
    page: rule_page!("duplicate-setting"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for group in job.settings.duplicates() {
        let Some((last, earlier)) = group.split_last() else { continue };
        let (Some(key), true) = (last.key, values_differ(group)) else { continue };
        let quote = |entry: &SettingEntry<'_>| {
            entry.setting_value.map_or_else(|| "another value".to_owned(), |value| ctx.quote(value))
        };
        let (name, last_value) = (ctx.quote(key), quote(last));
        let earlier_values: Vec<String> = earlier.iter().map(quote).collect();
        let mut finding = ctx
            .report(key)
            .message(format!("setting {name} occurs {} with different values", describe_count(group.len())))
            .label(format!("set to {last_value} here"))
            .help("keep only the intended one: it is not documented which value the product uses");
        for (entry, value) in earlier.iter().zip(earlier_values) {
            if let Some(key) = entry.key {
                finding = finding.subject(key).related(key, format!("set to {value} here"));
            }
        }
    }
}

/// Whether entries with the same key have different values. Entries without a readable value are ignored.
pub(crate) fn values_differ(group: &[SettingEntry<'_>]) -> bool {
    let mut values = group.iter().filter_map(|entry| entry.value_text());
    values.next().is_some_and(|first| values.any(|other| other != first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::builders::job;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        let same_value =
            job().typed_setting("a", "3", "System.Int32").typed_setting("a", "3", "System.String");
        Tester::new(&RULE)
            .passes(&[
                &same_value.text(),
                &job().setting("a", "1").setting("b", "2").text(),
                r#"{"settings": [{"key": "a", "value": "1", "objectType": 1}, {"key": "a", "value": "2", "objectType": 4}]}"#,
            ])
            .fails(&[(
                &job().setting("Source.Table", "A").setting("source.table", "B").text(),
                "/settings/1/key",
                "\"source.table\"",
            )])
            .check_doc_examples();
    }
}
