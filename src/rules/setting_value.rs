//! `setting-value`

use crate::catalog::ValueForm;
use crate::diagnostic::{Fix, Severity};
use crate::job::{Job, Nested, SettingEntry, Value, has_placeholder};
use crate::language::guid::is_guid;
use crate::rule::{Check, Finding, FixKind, Group, Place, Reporter, Rule};
use crate::text::{is_blank, trimmed};

pub(crate) static RULE: Rule = Rule {
    name: "setting-value",
    group: Group::Settings,
    severity: Severity::Error,
    fix: FixKind::Safe,
    gives_way_to: &["setting-data-type"],
    summary: "a setting whose value is not of its data type",
    docs: r#"
Every value in `settings` is text, and `dataType` says what the product reads it as: `System.Int32` a
whole number, `System.Boolean` `True` or `False` (in .NET's spelling). Some keys are known to hold a
number, `True` or `False`, a GUID or JSON though their data type is `System.String` ("Create a New
Job", "Get Job Collection Details").

Placeholders that are filled in at submission (`${NAME}`) are left alone.

## Wrong

```json
{ "settings": [{ "key": "Source.IsTableProvider", "value": "yes", "dataType": "System.String" }] }
```

## Right

```json
{ "settings": [{ "key": "Source.IsTableProvider", "value": "True", "dataType": "System.String" }] }
```
"#,
    check: Check::Job(check),
};

fn check(job: &Job<'_>, report: &mut Reporter<'_, '_>) {
    for entry in job.settings.entries() {
        let Some(form) = form(entry).filter(|form| *form != ValueForm::Text) else { continue };
        let Some(value) = entry.setting_value else { continue };
        if form == ValueForm::Json {
            check_json(job, entry, value, report);
            continue;
        }
        let Some(text) = value.text().map(trimmed) else { continue };
        if is_right(form, text) || has_placeholder(text) {
            continue;
        }
        match form {
            ValueForm::Text | ValueForm::Json => {}
            ValueForm::Integer => {
                complain(entry, value, report, "a whole number", "write the number alone, such as `4`");
            }
            ValueForm::Guid => {
                let help = "a GUID is 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12";
                complain(entry, value, report, "a GUID", help);
            }
            ValueForm::Boolean => boolean(entry, value, text, report),
        }
    }
}

fn is_right(form: ValueForm, text: &str) -> bool {
    match form {
        ValueForm::Text | ValueForm::Json => true,
        ValueForm::Integer => text.parse::<i32>().is_ok(),
        ValueForm::Boolean => text == "True" || text == "False",
        ValueForm::Guid => text.is_empty() || is_guid(text),
    }
}

/// What the value must look like: by its data type, or else by what is known of the key.
fn form(entry: &SettingEntry<'_>) -> Option<ValueForm> {
    match entry.data_type.and_then(Value::text) {
        Some("System.Int32") => Some(ValueForm::Integer),
        Some("System.Boolean") => Some(ValueForm::Boolean),
        _ => entry.known.map(|known| known.form),
    }
}

fn complain(entry: &SettingEntry<'_>, value: Value<'_>, report: &mut Reporter<'_, '_>, wanted: &str, help: &str) {
    let (name, shown) = (name(entry, report), report.quote(value));
    about_its_type(report.at(value), entry).say(format!("setting {name} is {wanted}, not {shown}")).help(help);
}

fn boolean(entry: &SettingEntry<'_>, value: Value<'_>, text: &str, report: &mut Reporter<'_, '_>) {
    let (name, shown) = (name(entry, report), report.quote(value));
    let finding = about_its_type(report.at(value), entry)
        .say(format!("setting {name} is `True` or `False`, not {shown}"))
        .help("settings hold .NET's spelling, with a capital letter");
    let spelt = ["True", "False"].into_iter().find(|spelling| spelling.eq_ignore_ascii_case(text));
    if let Some(spelling) = spelt {
        finding.fix(Fix::safe(format!("write `{spelling}`")).replace(value.content_span(), spelling));
    }
}

/// Where the data type is wrong, the value need not be.
fn about_its_type<'f, 'd>(finding: Finding<'f, 'd>, entry: &SettingEntry<'d>) -> Finding<'f, 'd> {
    match entry.data_type {
        Some(data_type) => finding.about(data_type),
        None => finding,
    }
}

/// JSON inside the string: its first mistake is pointed at where it stands in the file.
fn check_json<'d>(job: &Job<'d>, entry: &SettingEntry<'d>, value: Value<'d>, report: &mut Reporter<'_, '_>) {
    let Some(said) = job.settings.nested(entry).and_then(Nested::mistake) else { return };
    if value.string().is_some_and(|text| is_blank(&text) || has_placeholder(&text)) {
        return;
    }
    let name = name(entry, report);
    let finding = report
        .at(Place::in_file(value, said.span))
        .say(format!("the JSON in setting {name} is broken: {}", said.message));
    if let Some(help) = said.help {
        finding.help(help);
    }
}

fn name(entry: &SettingEntry<'_>, report: &Reporter<'_, '_>) -> String {
    entry.key.map_or_else(|| "without a key".to_owned(), |key| report.quote(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::Tester;

    #[test]
    fn table() {
        Tester(&RULE)
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
            .documented();
    }
}
