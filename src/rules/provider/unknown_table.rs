//! `unknown-table`

use crate::catalog::SideSetting;
use crate::job::has_placeholder;
use crate::rule::{Location, Subject};
use crate::rules::prelude::*;
use crate::text::{closest_match, is_blank, quoted_list, to_json_string};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-table",
    group: Group::Provider,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    superseded_by: &["unknown-provider", "provider-id-unknown", "provider-mismatch"],
    summary: "table, view or sheet that does not exist in the data source of the target environment",
    page: rule_page!("unknown-table"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let (Some(inventory), Some(info), false) = (ctx.inventory(), &job.info, job.is_template) else {
        return;
    };
    for side in job.sides() {
        let member = info.provider(side.name);
        let Some(name) = member.and_then(|value| value.string()) else { continue };
        let Some(system) = inventory.system(side.class(), &name).filter(|system| !system.tables.is_empty())
        else {
            continue;
        };
        let Some(value) = side.setting(SideSetting::TABLE).and_then(|entry| entry.setting_value) else {
            continue;
        };
        let Some(table) = value.string().filter(|table| !is_blank(table) && !has_placeholder(table)) else {
            continue;
        };
        if system.table(&table).is_some() {
            continue;
        }
        let names: Vec<&str> = system.tables.iter().map(|table| table.name.trim_end_matches('$')).collect();
        let shown = ctx.quote(value);
        let diagnostic = ctx
            .report(Location::string_content(value))
            .subject(Subject::Side { job: job.value.id(), side: side.name })
            .message(format!("`{}` has no table {shown} in the inventory", system.name));
        match closest_match(&table, names.iter().copied()) {
            Some(suggestion) => diagnostic
                .help(format!(
                    "did you mean `{suggestion}`? The query of the job also contains the table name"
                ))
                .fix(
                    Fix::unsafe_(format!("write `{suggestion}`"))
                        .replace(value.span(), to_json_string(suggestion)),
                ),
            None => diagnostic.help(format!(
                "the inventory lists {}",
                quoted_list(names.get(..5).unwrap_or(&names), "and")
            )),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    const INVENTORY: &str = r#"{"data-sources": [{"name": "HR", "tables": [{"name": "Staff$"}, {"name": "dbo.Leavers"}]}, {"name": "Open"}]}"#;

    fn job(source: &str, table: &str) -> String {
        format!(
            r#"{{"jobInfo": {{"sourceProvider": "{source}"}}, "settings": [{{"key": "Source.Table", "value": "{table}"}}]}}"#
        )
    }

    #[test]
    fn table() {
        Tester::new(&RULE)
            .with_inventory(INVENTORY)
            .passes(&[
                &job("HR", "Staff"),
                &job("HR", "[dbo].[leavers]"),
                &job("HR", "${TABLE}"),
                &job("HR", ""),
                &job("Open", "Anything"),
                &job("Unlisted", "Anything"),
            ])
            .fails(&[
                (&job("HR", "Staf"), "/settings/0/value", "Staf"),
                (&job("HR", "Badges"), "/settings/0/value", "Badges"),
            ])
            .fixes(&[(&job("HR", "Staf"), &job("HR", "Staff"))]);
    }
}
