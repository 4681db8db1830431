//! `unknown-table`

use crate::catalog::SideSetting;
use crate::inventory::ConnectedSystem;
use crate::job::Side;
use crate::rules::prelude::*;
use crate::text::{closest_match, is_blank, quoted_list};

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
        let Some(name) = info.provider(side.name).and_then(NodeRef::string) else { continue };
        let Some(system) = inventory.system(side.class(), &name) else { continue };
        if let Some(value) = side.setting(SideSetting::TABLE).and_then(|entry| entry.setting_value)
            && !system.tables.is_empty()
        {
            check_table(&side, value, system, ctx);
        }
    }
}

fn check_table(side: &Side, value: NodeRef, system: &ConnectedSystem, ctx: &mut RuleContext) {
    let Some(table) =
        value.string().filter(|table| !is_blank(table) && !value.placeholders().is_unresolved(table))
    else {
        return;
    };
    if system.table(&table).is_some() {
        return;
    }
    let names: Vec<&str> = system.tables.iter().map(|table| table.name.trim_end_matches('$')).collect();
    let shown = ctx.quote(value);
    ctx.report(Location::string_content(value))
        .subject(side)
        .message(format!("`{}` has no table {shown} in the inventory", system.name))
        .suggest_with(
            closest_match(&table, names.iter().copied()),
            value,
            "The query of the job also contains the table name",
        )
        .or_help(format!("the inventory lists {}", quoted_list(names.get(..5).unwrap_or(&names), "and")));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::builders;
    use crate::rules::testing::Tester;

    const INVENTORY: &str = r#"{"data-sources": [{"name": "HR", "tables": [{"name": "Staff$"}, {"name": "dbo.Leavers"}]}, {"name": "Open"}]}"#;

    fn job(source: &str, table: &str) -> String {
        builders::job().info("sourceProvider", source).setting("Source.Table", table).text()
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
