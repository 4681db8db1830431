//! `unknown-setting`

use crate::catalog::closest_setting;
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-setting",
    group: Group::Settings,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    summary: "unknown settings key",
    page: rule_page!("unknown-setting"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for entry in job.settings.entries() {
        let Some(key) = entry.key else { continue };
        if entry.definition.is_some() && !entry.is_misspelt {
            continue;
        }
        let Some(text) = key.string() else { continue };
        if is_blank(&text) || job.has_placeholder(&text) {
            continue;
        }
        let Some(closest) = entry.definition.or_else(|| closest_setting(&text)?.setting()) else {
            report_undocumented(key, ctx);
            continue;
        };
        let (name, description) = (closest.key, closest.description);
        let quoted = ctx.quote(key);
        let finding =
            ctx.report(key).message(format!("unknown setting {quoted}")).label(format!("`{name}`?"));
        if entry.definition.is_some() {
            finding
                .help(format!(
                    "did you mean `{name}` ({description})? The value was checked as the value of \
                     `{name}`; the product does not read unknown settings"
                ))
                .fix(
                    Fix::unsafe_(format!("rename to `{name}`"))
                        .replace(Location::string_content(key).span(), name),
                );
        } else {
            // Renaming would create a duplicate.
            finding.help(format!(
                "`{name}` ({description}) also exists: remove the wrong one; the product does not read \
                 unknown settings"
            ));
        }
    }
}

fn report_undocumented(key: NodeRef<'_>, ctx: &mut RuleContext) {
    if ctx.is_enabled(Severity::Info) {
        let quoted = ctx.quote(key);
        ctx.report(key)
            .severity(Severity::Info)
            .message(format!("setting {quoted} does not occur in any published job"))
            .help(
                "no action is required if the product wrote it; otherwise, the product does not read a \
                 setting with this name",
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
        let unreadable = json!([{ "key": null, "value": "x" }, { "value": "x" }, null, { "key": 7 }]);
        Tester::new(&RULE)
            .passes(&[
                &job_with_keys(&[
                    "Source.Table",
                    "SOURCE.TABLE",
                    "memberkey",
                    "${KEY}",
                    "",
                    "{{ prefix }}.Tabel",
                ]),
                &job().member("settings", unreadable).text(),
            ])
            .fails(&[
                (&job_with_keys(&["Source.Tabel"]), "/settings/0/key", "\"Source.Tabel\""),
                (
                    &job_with_keys(&["Destination.ConatinerDetails"]),
                    "/settings/0/key",
                    "\"Destination.ConatinerDetails\"",
                ),
                (&job_with_keys(&["Source.Table", "Source.Tables"]), "/settings/1/key", "\"Source.Tables\""),
                (&job_with_keys(&["Source.Endpoint"]), "/settings/0/key", "\"Source.Endpoint\""),
            ])
            .fixes(&[
                (&job_with_keys(&["Source.Tabel"]), &job_with_keys(&["Source.Table"])),
                (&job_with_keys(&["jobowner"]), &job_with_keys(&["JobOwners"])),
            ])
            .check_doc_examples();
    }

    #[test]
    fn fixes_only_misspelt_keys() {
        for (keys, severity, has_fix) in [
            (&["Source.Endpoint"][..], Severity::Info, false),
            (&["Source.Tabel"], Severity::Warning, true),
            // Renaming would create a duplicate.
            (&["Source.Tabel", "Source.Table"], Severity::Warning, false),
        ] {
            let found = Tester::new(&RULE).findings(&job_with_keys(keys));
            assert_eq!((found[0].severity, found[0].fix.is_some()), (severity, has_fix), "{keys:?}");
        }
    }
}
