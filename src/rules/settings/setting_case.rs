//! `setting-case`

use crate::rule::Location;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "setting-case",
    group: Group::Settings,
    severity: Severity::Warning,
    fix: FixKind::Safe,
    superseded_by: &["duplicate-setting", "repeated-setting"],
    summary: "a known settings key in other case",
    page: rule_page!("setting-case"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    for entry in job.settings.entries() {
        let (Some(key), Some(known)) = (entry.key, entry.definition) else { continue };
        if entry.is_misspelt || entry.has_canonical_case {
            continue;
        }
        let shown = report.quote(key);
        report
            .report(key)
            .message(format!("setting {shown} should be spelt `{}`", known.key))
            .help("write it as the product does: whether it reads a key in other case is documented nowhere")
            .fix(
                Fix::safe(format!("rename to `{}`", known.key))
                    .replace(Location::string_content(key).span(), known.key),
            );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
                &job(&["memberkey", "Source.Table", "custom.key", "source.tabel", "${KEY}"]),
                // What stands twice is another rule's.
                &job(&["source.table", "Source.Table"]),
                r#"{"settings": [{"value": "x"}, {"key": null}]}"#,
            ])
            .fails(&[
                (&job(&["MemberKey"]), "/settings/0/key", "\"MemberKey\""),
                (
                    &job(&["SourceProvider", "destinationprovider"]),
                    "/settings/1/key",
                    "\"destinationprovider\"",
                ),
            ])
            .fixes(&[(&job(&["source.table"]), &job(&["Source.Table"]))])
            .check_doc_examples();
    }
}
