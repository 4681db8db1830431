//! `unknown-setting`

use crate::catalog::closest_setting;
use crate::job::has_placeholder;
use crate::rule::Location;
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-setting",
    group: Group::Settings,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    summary: "a settings key that no published job has",
    page: rule_page!("unknown-setting"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    for entry in job.settings.entries() {
        let Some(key) = entry.key else { continue };
        if entry.definition.is_some() && !entry.is_misspelt {
            continue;
        }
        let Some(text) = key.string() else { continue };
        if is_blank(&text) || has_placeholder(&text) {
            continue;
        }
        let Some(meant) = entry.definition.or_else(|| closest_setting(&text)?.setting()) else {
            if report.is_enabled(Severity::Info) {
                let shown = report.quote(key);
                report
                    .report(key)
                    .severity(Severity::Info)
                    .message(format!("setting {shown} stands in no published job"))
                    .help("nothing to do if the product wrote it; if not, it reads no setting of this name");
            }
            continue;
        };
        let meant_key = meant.key;
        let shown = report.quote(key);
        let finding =
            report.report(key).message(format!("unknown setting {shown}")).label(format!("`{meant_key}`?"));
        if entry.definition.is_some() {
            let fix = Fix::unsafe_(format!("rename to `{meant_key}`"));
            finding
                .help(format!(
                    "did you mean `{meant_key}` ({})? Its value was checked as `{meant_key}`; \
                     a setting that the product does not know is not read",
                    meant.description
                ))
                .fix(fix.replace(Location::string_content(key).span(), meant_key));
        } else {
            // Renaming it would make a second one.
            finding.help(format!(
                "`{meant_key}` ({}) is there as well: remove the one that is not meant; \
                 a setting that the product does not know is not read",
                meant.description
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::{FileOrigin, Linter, Scratch};
    use crate::rules::testing::Tester;

    fn job(keys: &[&str]) -> String {
        let entries: Vec<String> = keys
            .iter()
            .map(|key| format!(r#"{{"key": "{key}", "value": "x", "dataType": "System.String"}}"#))
            .collect();
        format!(r#"{{"settings": [{}]}}"#, entries.join(", "))
    }

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                &job(&["Source.Table", "SOURCE.TABLE", "memberkey", "${KEY}", "", "{{ prefix }}.Tabel"]),
                r#"{"settings": [{"key": null, "value": "x"}, {"value": "x"}, null, {"key": 7}]}"#,
            ])
            .fails(&[
                (&job(&["Source.Tabel"]), "/settings/0/key", "\"Source.Tabel\""),
                (
                    &job(&["Destination.ConatinerDetails"]),
                    "/settings/0/key",
                    "\"Destination.ConatinerDetails\"",
                ),
                (&job(&["Source.Table", "Source.Tables"]), "/settings/1/key", "\"Source.Tables\""),
                (&job(&["Source.Endpoint"]), "/settings/0/key", "\"Source.Endpoint\""),
            ])
            .fixes(&[
                (&job(&["Source.Tabel"]), &job(&["Source.Table"])),
                (&job(&["jobowner"]), &job(&["JobOwners"])),
            ])
            .check_doc_examples();
    }

    #[test]
    fn keys_of_other_providers_are_infos_without_a_fix() {
        for (key, severity) in [("Source.Endpoint", Severity::Info), ("Source.Tabel", Severity::Warning)] {
            let text = job(&[key]);
            let checked =
                Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
            let found = checked.diagnostics.iter().find(|found| found.rule == RULE.name).expect("finding");
            assert_eq!((found.severity, found.fix.is_some()), (severity, severity > Severity::Info));
        }
        // Renaming would give the key twice.
        let text = job(&["Source.Tabel", "Source.Table"]);
        let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let found = checked.diagnostics.iter().find(|found| found.rule == RULE.name).expect("finding");
        assert_eq!(found.fix, None);
    }
}
