//! `setting-data-type`

use crate::catalog::DATA_TYPES;
use crate::job::SettingEntry;
use crate::rules::prelude::*;
use crate::text::{is_blank, quoted_list};

pub(crate) static RULE: Rule = Rule {
    name: "setting-data-type",
    group: Group::Settings,
    severity: Severity::Warning,
    fix: FixKind::SafeOrUnsafe,
    summary: "unexpected data type of a setting",
    page: rule_page!("setting-data-type"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for entry in job.settings.entries() {
        let Some(data_type) = entry.data_type else { continue };
        let Some(written) = data_type.text() else { continue };
        let expected = entry.definition.map_or(DATA_TYPES, |known| known.data_types);
        if !expected.contains(&written) && !job.has_placeholder(written) {
            report_mismatch(entry, data_type, written, expected, ctx);
        }
    }
}

fn report_mismatch(
    entry: &SettingEntry<'_>,
    data_type: NodeRef<'_>,
    written: &str,
    expected: &'static [&'static str],
    ctx: &mut RuleContext,
) {
    let intended = DATA_TYPES.iter().copied().find(|name| is_misspelt(written, name));
    // Settings that are not documented can have types that are not documented.
    if entry.definition.is_none() && intended.is_none() {
        return;
    }
    let list = quoted_list(expected, "or");
    let key = entry.key.map_or_else(String::new, |key| ctx.quote(key));
    let quoted = ctx.quote(data_type);
    let (severity, message) = match intended {
        Some(name) => (
            Severity::Error,
            format!("data type {quoted} of setting {key} is not a .NET type; did you mean `{name}`?"),
        ),
        None if is_blank(written) => (Severity::Warning, format!("setting {key} has no data type")),
        None => (
            Severity::Warning,
            format!("setting {key} has data type {quoted}, but the product writes {list}"),
        ),
    };
    let help = match entry.definition {
        Some(_) => {
            format!("write {list}, as in every published job: the data type determines how the value is read")
        }
        None => "write the full name: the data type determines how the value is read".to_owned(),
    };
    let finding = ctx.report(data_type).severity(severity).message(message).help(help);
    let content = data_type.content_span();
    match (intended.filter(|name| expected.contains(name)), expected) {
        (Some(name), _) => finding.fix(Fix::safe(format!("write `{name}`")).replace(content, name)),
        (None, [name, ..]) => finding.fix(Fix::unsafe_(format!("write `{name}`")).replace(content, *name)),
        (None, []) => finding,
    };
}

/// Whether a type name differs only in case, or has no namespace.
fn is_misspelt(written: &str, name: &str) -> bool {
    let written = written.trim();
    let short = name.strip_prefix("System.").unwrap_or(name);
    written != name && (written.eq_ignore_ascii_case(name) || written.eq_ignore_ascii_case(short))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::{FileOrigin, Linter, Scratch};
    use crate::rules::builders::job;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for (key, value, data_type) in [
            ("Destination.Type", "3", "System.Int32"),
            ("Destination.Type", "3", "System.String"),
            ("source.type", "3", "System.Int32"),
            ("IsNotificationEnabled", "False", "System.Boolean"),
            ("Source.Endpoint", "3", "System.Int32"),
            ("Source.Endpoint", "3", "System.TimeSpan"),
            ("Source.Type", "3", "${TYPE}"),
        ] {
            tester.passes(&[&job().typed_setting(key, value, data_type).text()]);
        }
        tester.passes(&[
            r#"{"settings": [{"key": "Source.Type", "value": "3"}, {"key": "Source.Type", "dataType": null}, 7]}"#,
        ]);
        for (key, value, data_type) in [
            ("Source.Type", "3", "System.String"),
            ("Source.Tpye", "3", "System.String"),
            ("Destination.Type", "3", "System.Boolean"),
            ("ScheduledTask", "", ""),
            ("ScheduledTask", "", "System.Sting"),
            ("Source.Endpoint", "", "string"),
        ] {
            let text = job().typed_setting(key, value, data_type).text();
            tester.fails(&[(&text, "/settings/0/dataType", &format!("\"{data_type}\""))]);
        }
        for (key, value, before, after) in [
            ("Source.Type", "3", "int32", "System.Int32"),
            ("Source.Endpoint", "x", "system.string", "System.String"),
            ("ScheduledTask", "", "System.Int32", "System.String"),
        ] {
            let with_type = |data_type: &str| job().typed_setting(key, value, data_type).text();
            tester.fixes(&[(&with_type(before), &with_type(after))]);
        }
        tester.check_doc_examples();
    }

    #[test]
    fn is_the_only_rule_for_data_types() {
        for data_type in ["Int32", "System.Boolean"] {
            let text = job().typed_setting("Source.Type", "3", data_type).text();
            let result =
                Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
            let rules: Vec<&str> = result.diagnostics.iter().map(|found| found.rule).collect();
            assert!(!rules.contains(&"invalid-value"), "{rules:?}");
            assert!(!rules.contains(&"invalid-setting-value"), "{rules:?}");
        }
    }

    #[test]
    fn fix_is_safe_only_for_equivalent_type() {
        use crate::diagnostic::Applicability::{Safe, Unsafe};
        for (data_type, applicability) in [("INT32", Safe), ("System.String", Unsafe), ("boolean", Unsafe)] {
            let found =
                Tester::new(&RULE).findings(&job().typed_setting("Source.Type", "3", data_type).text());
            assert_eq!(
                found[0].fix.as_ref().map(|fix| fix.applicability),
                Some(applicability),
                "{data_type}"
            );
        }
    }
}
