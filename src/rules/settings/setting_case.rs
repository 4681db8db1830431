//! `setting-case`

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "setting-case",
    group: Group::Settings,
    severity: Severity::Warning,
    fix: FixKind::Safe,
    superseded_by: &["duplicate-setting", "repeated-setting"],
    summary: "known settings key in other case",
    page: rule_page!("setting-case"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for entry in job.settings.entries() {
        let (Some(key), Some(known)) = (entry.key, entry.definition) else { continue };
        if entry.is_misspelt || entry.has_canonical_case {
            continue;
        }
        let name = ctx.quote(key);
        ctx.report(key)
            .message(format!("setting {name} should be written `{}`", known.key))
            .help(
                "use the case that the product writes: it is not documented whether other case is recognised",
            )
            .fix(
                Fix::safe(format!("rename to `{}`", known.key))
                    .replace(Location::string_content(key).span(), known.key),
            );
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rules::builders::job;
    use crate::rules::testing::Tester;

    fn job_with_keys(keys: &[&str]) -> String {
        keys.iter().fold(job(), |job, key| job.setting(key, "x")).text()
    }

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                &job_with_keys(&["memberkey", "Source.Table", "custom.key", "source.tabel", "${KEY}"]),
                // `repeated-setting` reports keys that occur twice.
                &job_with_keys(&["source.table", "Source.Table"]),
                &job().member("settings", json!([{ "value": "x" }, { "key": null }])).text(),
            ])
            .fails(&[
                (&job_with_keys(&["MemberKey"]), "/settings/0/key", "\"MemberKey\""),
                (
                    &job_with_keys(&["SourceProvider", "destinationprovider"]),
                    "/settings/1/key",
                    "\"destinationprovider\"",
                ),
            ])
            .fixes(&[(&job_with_keys(&["source.table"]), &job_with_keys(&["Source.Table"]))])
            .check_doc_examples();
    }
}
