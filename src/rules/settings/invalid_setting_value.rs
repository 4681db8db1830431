//! `invalid-setting-value`

use crate::catalog::ValueType;
use crate::job::SettingEntry;
use crate::language::guid::is_guid;
use crate::rule::DiagnosticBuilder;
use crate::rules::prelude::*;
use crate::rules::syntax::json_syntax::first_embedded_error;
use crate::text::{is_blank, trimmed};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-setting-value",
    group: Group::Settings,
    severity: Severity::Error,
    fix: FixKind::Safe,
    superseded_by: &["setting-data-type"],
    summary: "setting value does not match its data type",
    page: rule_page!("invalid-setting-value"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for entry in job.settings.entries() {
        let Some(value_type) = value_type(entry) else { continue };
        let Some(value) = entry.setting_value else { continue };
        if value_type == ValueType::Json {
            check_json(job, entry, value, ctx);
            continue;
        }
        let Some(text) = value.text().map(trimmed) else { continue };
        if !is_valid(value_type, text) && !job.has_placeholder(text) {
            report_invalid(entry, value, value_type, ctx);
        }
    }
}

/// The type that a value must have: by its data type, or else by its key.
fn value_type(entry: &SettingEntry<'_>) -> Option<ValueType> {
    match entry.data_type.and_then(NodeRef::text) {
        Some("System.Int32") => Some(ValueType::Integer),
        Some("System.Boolean") => Some(ValueType::Boolean),
        _ => entry.definition.map(|known| known.value_type),
    }
}

fn is_valid(value_type: ValueType, text: &str) -> bool {
    match value_type {
        ValueType::Text | ValueType::Json => true,
        ValueType::Integer => text.parse::<i32>().is_ok(),
        ValueType::Boolean => text == "True" || text == "False",
        ValueType::Guid => text.is_empty() || is_guid(text),
    }
}

fn report_invalid(
    entry: &SettingEntry<'_>,
    value: NodeRef<'_>,
    value_type: ValueType,
    ctx: &mut RuleContext,
) {
    let (expected, help) = match value_type {
        ValueType::Text | ValueType::Json => return,
        ValueType::Integer => ("an integer", "write only the number, such as `4`"),
        ValueType::Guid => ("a GUID", "a GUID has 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12"),
        ValueType::Boolean => ("`True` or `False`", "settings use the .NET spelling, with a capital letter"),
    };
    let (key, quoted) = (quote_key(entry, ctx), ctx.quote(value));
    let finding = with_type_subject(ctx.report(value), entry)
        .message(format!("setting {key} must be {expected}, not {quoted}"))
        .help(help);
    if value_type == ValueType::Boolean {
        let text = value.text().map(trimmed).unwrap_or_default();
        let spelling = ["True", "False"].into_iter().find(|spelling| spelling.eq_ignore_ascii_case(text));
        if let Some(spelling) = spelling {
            finding.replace_safe(Location::string_content(value), spelling);
        }
    }
}

/// Makes the data type a subject: if it is wrong, the value may be correct.
fn with_type_subject<'f, 'd>(
    finding: DiagnosticBuilder<'f, 'd>,
    entry: &SettingEntry<'d>,
) -> DiagnosticBuilder<'f, 'd> {
    match entry.data_type {
        Some(data_type) => finding.subject(data_type),
        None => finding,
    }
}

/// Reports the first syntax error of JSON inside a string, at its location in the file.
fn check_json<'d>(job: &Job<'d>, entry: &SettingEntry<'d>, value: NodeRef<'d>, ctx: &mut RuleContext) {
    let Some(error) = job.settings.embedded_json(entry).and_then(first_embedded_error) else { return };
    if value.string().is_some_and(|text| is_blank(&text) || job.has_placeholder(&text)) {
        return;
    }
    let key = quote_key(entry, ctx);
    ctx.report(Location::with_span(value, error.span))
        .message(format!("invalid JSON in setting {key}: {}", error.message))
        .help(error.help);
}

fn quote_key(entry: &SettingEntry<'_>, ctx: &RuleContext) -> String {
    entry.key.map_or_else(|| "without a key".to_owned(), |key| ctx.quote(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::builders::job;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for (key, value, data_type) in [
            ("Source.Type", "4", "System.Int32"),
            ("x", "-1", "System.Int32"),
            ("Source.Type", "${HR_SOURCE}", "System.Int32"),
            ("IsNotificationEnabled", "False", "System.Boolean"),
            ("Custom.Flag", "yes", "System.String"),
            ("Destination.ContainerDetails", "", "System.String"),
            ("Destination.ContainerDetails", "\r\n", "System.String"),
            ("Destination.ContainerDetails", "{\r\n \"id\": \"x\"\r\n}", "System.String"),
            (
                "Destination.MessagingProviderApplicationId",
                "0f8fad5b-d9cb-469f-a165-70867728950e",
                "System.String",
            ),
        ] {
            tester.passes(&[&job().typed_setting(key, value, data_type).text()]);
        }
        for (key, value, data_type, marked) in [
            ("Source.Type", "four", "System.Int32", "\"four\""),
            ("x", "", "System.Int32", "\"\""),
            ("x", "99999999999", "System.Int32", "\"99999999999\""),
            ("Destination.Provider", "x", "System.String", "\"x\""),
            ("Destination.MessagingProviderApplicationId", "0f8fad5b", "System.String", "\"0f8fad5b\""),
            ("Source.ContainerDetails", "{\r\n \"id\": 1,\r\n}", "System.String", ","),
        ] {
            tester.fails(&[(
                &job().typed_setting(key, value, data_type).text(),
                "/settings/0/value",
                marked,
            )]);
        }
        let notification =
            |value: &str| job().typed_setting("IsNotificationEnabled", value, "System.Boolean").text();
        tester.fixes(&[(&notification("false"), &notification("False"))]).check_doc_examples();
    }
}
