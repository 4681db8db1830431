//! `setting-data-type`

use crate::catalog::DATA_TYPES;
use crate::job::{SettingEntry, has_placeholder};
use crate::rules::prelude::*;
use crate::text::{is_blank, quoted_list};

pub(crate) static RULE: Rule = Rule {
    name: "setting-data-type",
    group: Group::Settings,
    severity: Severity::Warning,
    fix: FixKind::SafeOrUnsafe,
    summary: "a setting whose data type is not the one that the product writes for it",
    page: rule_page!("setting-data-type"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    for entry in job.settings.entries() {
        let Some(data_type) = entry.data_type else { continue };
        let Some(written) = data_type.text() else { continue };
        let expected = entry.definition.map_or(DATA_TYPES, |known| known.data_types);
        if !expected.contains(&written) && !has_placeholder(written) {
            report_mismatch(entry, data_type, written, expected, report);
        }
    }
}

fn report_mismatch(
    entry: &SettingEntry<'_>,
    place: NodeRef<'_>,
    written: &str,
    expected: &'static [&'static str],
    report: &mut RuleContext,
) {
    let misspelt = DATA_TYPES.iter().find(|name| is_misspelt(written, name));
    let shown = report.quote(place);
    if entry.definition.is_none() && misspelt.is_none() {
        // Nothing is known of the key, and it may well be a type that published jobs do not show.
        return;
    }
    let right = misspelt.filter(|name| expected.contains(name));
    let key = entry.key.map_or_else(String::new, |key| report.quote(key));
    let finding = match misspelt {
        Some(name) => report
            .report(place)
            .severity(Severity::Error)
            .message(format!("data type {shown} of setting {key} is not a .NET type; `{name}` is")),
        None if is_blank(written) => report.report(place).message(format!("setting {key} has no data type")),
        None => report.report(place).message(format!(
            "setting {key} has data type {shown}; the product writes {}",
            quoted_list(expected, "or")
        )),
    };
    let wanted = quoted_list(expected, "or");
    let finding = match entry.definition {
        Some(_) => finding.help(format!(
            "write {wanted}, as in every published job: the data type says how the value is read"
        )),
        None => finding.help("the data type says how the value is read, by its full name"),
    };
    let content = place.content_span();
    match (right, expected) {
        (Some(name), _) => finding.fix(Fix::safe(format!("write `{name}`")).replace(content, *name)),
        (None, [name, ..]) => finding.fix(Fix::unsafe_(format!("write `{name}`")).replace(content, *name)),
        _ => finding,
    };
}

/// A type in other case, or without its namespace.
fn is_misspelt(written: &str, name: &str) -> bool {
    let written = written.trim();
    let short = name.strip_prefix("System.").unwrap_or(name);
    written != name && (written.eq_ignore_ascii_case(name) || written.eq_ignore_ascii_case(short))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::{FileOrigin, Linter, Scratch};
    use crate::rules::testing::Tester;

    fn entry(key: &str, value: &str, data_type: &str) -> String {
        format!(r#"{{"settings": [{{"key": "{key}", "value": "{value}", "dataType": "{data_type}"}}]}}"#)
    }

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                &entry("Destination.Type", "3", "System.Int32"),
                &entry("Destination.Type", "3", "System.String"),
                &entry("source.type", "3", "System.Int32"),
                &entry("IsNotificationEnabled", "False", "System.Boolean"),
                &entry("Source.Endpoint", "3", "System.Int32"),
                &entry("Source.Endpoint", "3", "System.TimeSpan"),
                &entry("Source.Type", "3", "${TYPE}"),
                r#"{"settings": [{"key": "Source.Type", "value": "3"}, {"key": "Source.Type", "dataType": null}, 7]}"#,
            ])
            .fails(&[
                (&entry("Source.Type", "3", "System.String"), "/settings/0/dataType", "\"System.String\""),
                (&entry("Source.Tpye", "3", "System.String"), "/settings/0/dataType", "\"System.String\""),
                (&entry("Destination.Type", "3", "System.Boolean"), "/settings/0/dataType", "\"System.Boolean\""),
                (&entry("ScheduledTask", "", ""), "/settings/0/dataType", "\"\""),
                (&entry("ScheduledTask", "", "System.Sting"), "/settings/0/dataType", "\"System.Sting\""),
                (&entry("Source.Endpoint", "", "string"), "/settings/0/dataType", "\"string\""),
            ])
            .fixes(&[
                (&entry("Source.Type", "3", "int32"), &entry("Source.Type", "3", "System.Int32")),
                (&entry("Source.Endpoint", "x", "system.string"), &entry("Source.Endpoint", "x", "System.String")),
                (&entry("ScheduledTask", "", "System.Int32"), &entry("ScheduledTask", "", "System.String")),
            ])
            .check_doc_examples();
    }

    #[test]
    fn is_the_only_rule_for_data_types() {
        for text in [entry("Source.Type", "3", "Int32"), entry("Source.Type", "3", "System.Boolean")] {
            let checked =
                Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
            let others = ["invalid-value", "invalid-setting-value"];
            let found = checked.diagnostics.iter().find(|found| others.contains(&found.rule));
            assert!(found.is_none(), "{found:?}");
        }
    }

    #[test]
    fn fix_is_safe_only_for_equivalent_type() {
        use crate::diagnostic::Applicability::{Safe, Unsafe};
        for (data_type, applicability) in [("INT32", Safe), ("System.String", Unsafe), ("boolean", Unsafe)] {
            let text = entry("Source.Type", "3", data_type);
            let checked =
                Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
            let found = checked.diagnostics.iter().find(|found| found.rule == RULE.name).expect("finding");
            assert_eq!(found.fix.as_ref().map(|fix| fix.applicability), Some(applicability), "{data_type}");
        }
    }
}
