//! `invalid-setting-value`

use crate::catalog::ValueType;
use crate::job::{EmbeddedJson, SettingEntry, has_placeholder};
use crate::language::guid::is_guid;
use crate::rule::{DiagnosticBuilder, Location};
use crate::rules::prelude::*;
use crate::text::{is_blank, trimmed};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-setting-value",
    group: Group::Settings,
    severity: Severity::Error,
    fix: FixKind::Safe,
    superseded_by: &["setting-data-type"],
    summary: "a setting whose value is not of its data type",
    page: rule_page!("invalid-setting-value"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    for entry in job.settings.entries() {
        let Some(form) = expected_form(entry).filter(|form| *form != ValueType::Text) else { continue };
        let Some(value) = entry.setting_value else { continue };
        if form == ValueType::Json {
            check_json(job, entry, value, report);
            continue;
        }
        let Some(text) = value.text().map(trimmed) else { continue };
        if is_valid(form, text) || has_placeholder(text) {
            continue;
        }
        match form {
            ValueType::Text | ValueType::Json => {}
            ValueType::Integer => {
                report_invalid(entry, value, report, "a whole number", "write the number alone, such as `4`");
            }
            ValueType::Guid => {
                let help = "a GUID is 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12";
                report_invalid(entry, value, report, "a GUID", help);
            }
            ValueType::Boolean => check_boolean(entry, value, text, report),
        }
    }
}

fn is_valid(form: ValueType, text: &str) -> bool {
    match form {
        ValueType::Text | ValueType::Json => true,
        ValueType::Integer => text.parse::<i32>().is_ok(),
        ValueType::Boolean => text == "True" || text == "False",
        ValueType::Guid => text.is_empty() || is_guid(text),
    }
}

/// What the value must look like: by its data type, or else by what is known of the key.
fn expected_form(entry: &SettingEntry<'_>) -> Option<ValueType> {
    match entry.data_type.and_then(NodeRef::text) {
        Some("System.Int32") => Some(ValueType::Integer),
        Some("System.Boolean") => Some(ValueType::Boolean),
        _ => entry.definition.map(|known| known.value_type),
    }
}

fn report_invalid(
    entry: &SettingEntry<'_>,
    value: NodeRef<'_>,
    report: &mut RuleContext,
    wanted: &str,
    help: &str,
) {
    let (name, shown) = (quoted_key(entry, report), report.quote(value));
    with_type_subject(report.report(value), entry)
        .message(format!("setting {name} is {wanted}, not {shown}"))
        .help(help);
}

fn check_boolean(entry: &SettingEntry<'_>, value: NodeRef<'_>, text: &str, report: &mut RuleContext) {
    let (name, shown) = (quoted_key(entry, report), report.quote(value));
    let finding = with_type_subject(report.report(value), entry)
        .message(format!("setting {name} is `True` or `False`, not {shown}"))
        .help("settings hold .NET's spelling, with a capital letter");
    let spelt = ["True", "False"].into_iter().find(|spelling| spelling.eq_ignore_ascii_case(text));
    if let Some(spelling) = spelt {
        finding.fix(Fix::safe(format!("write `{spelling}`")).replace(value.content_span(), spelling));
    }
}

/// Where the data type is wrong, the value need not be.
fn with_type_subject<'f, 'd>(
    finding: DiagnosticBuilder<'f, 'd>,
    entry: &SettingEntry<'d>,
) -> DiagnosticBuilder<'f, 'd> {
    match entry.data_type {
        Some(data_type) => finding.subject(data_type),
        None => finding,
    }
}

/// JSON inside the string: its first mistake is pointed at where it stands in the file.
fn check_json<'d>(job: &Job<'d>, entry: &SettingEntry<'d>, value: NodeRef<'d>, report: &mut RuleContext) {
    let Some(said) = job.settings.embedded_json(entry).and_then(EmbeddedJson::syntax_error) else { return };
    if value.string().is_some_and(|text| is_blank(&text) || has_placeholder(&text)) {
        return;
    }
    let name = quoted_key(entry, report);
    let finding = report
        .report(Location::with_span(value, said.span))
        .message(format!("the JSON in setting {name} is broken: {}", said.message));
    if let Some(help) = said.help {
        finding.help(help);
    }
}

fn quoted_key(entry: &SettingEntry<'_>, report: &RuleContext) -> String {
    entry.key.map_or_else(|| "without a key".to_owned(), |key| report.quote(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                r#"{"settings": [{"key": "Source.Type", "value": "4", "dataType": "System.Int32"}, {"key": "x", "value": "-1", "dataType": "System.Int32"}]}"#,
                r#"{"settings": [{"key": "Source.Type", "value": "${HR_SOURCE}", "dataType": "System.Int32"}]}"#,
                r#"{"settings": [{"key": "IsNotificationEnabled", "value": "False", "dataType": "System.Boolean"}]}"#,
                r#"{"settings": [{"key": "Custom.Flag", "value": "yes", "dataType": "System.String"}]}"#,
                r#"{"settings": [{"key": "Destination.ContainerDetails", "value": "", "dataType": "System.String"}]}"#,
                r#"{"settings": [{"key": "Destination.ContainerDetails", "value": "\r\n", "dataType": "System.String"}]}"#,
                r#"{"settings": [{"key": "Destination.ContainerDetails", "value": "{\r\n \"id\": \"x\"\r\n}", "dataType": "System.String"}]}"#,
                r#"{"settings": [{"key": "Destination.MessagingProviderApplicationId", "value": "0f8fad5b-d9cb-469f-a165-70867728950e", "dataType": "System.String"}]}"#,
            ])
            .fails(&[
                (r#"{"settings": [{"key": "Source.Type", "value": "four", "dataType": "System.Int32"}]}"#, "/settings/0/value", "\"four\""),
                (r#"{"settings": [{"key": "x", "value": "", "dataType": "System.Int32"}]}"#, "/settings/0/value", "\"\""),
                (r#"{"settings": [{"key": "x", "value": "99999999999", "dataType": "System.Int32"}]}"#, "/settings/0/value", "\"99999999999\""),
                (r#"{"settings": [{"key": "Destination.Provider", "value": "x", "dataType": "System.String"}]}"#, "/settings/0/value", "\"x\""),
                (r#"{"settings": [{"key": "Destination.MessagingProviderApplicationId", "value": "0f8fad5b", "dataType": "System.String"}]}"#, "/settings/0/value", "\"0f8fad5b\""),
                (r#"{"settings": [{"key": "Source.ContainerDetails", "value": "{\r\n \"id\": 1,\r\n}", "dataType": "System.String"}]}"#, "/settings/0/value", ","),
            ])
            .fixes(&[(
                r#"{"settings": [{"key": "IsNotificationEnabled", "value": "false", "dataType": "System.Boolean"}]}"#,
                r#"{"settings": [{"key": "IsNotificationEnabled", "value": "False", "dataType": "System.Boolean"}]}"#,
            )])
            .check_doc_examples();
    }
}
