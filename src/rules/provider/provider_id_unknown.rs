//! `provider-id-unknown`

use crate::catalog::{SideSetting, provider};
use crate::inventory::ConnectedSystem;
use crate::job::Side;
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "provider-id-unknown",
    group: Group::Provider,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    superseded_by: &["provider-id-mismatch", "provider-mismatch", "misspelled-provider", "unknown-provider"],
    summary: "id or provider differs from that of the data source or identity store in the target environment",
    page: rule_page!("provider-id-unknown"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let (Some(inventory), Some(info), false) = (ctx.inventory(), &job.info, job.is_template) else {
        return;
    };
    for side in job.sides() {
        let Some(name) = info.provider(side.name) else { continue };
        let system = name.string().and_then(|text| inventory.system(side.class(), &text));
        if let Some(system) = system
            && !check_id(&side, name, system, ctx)
        {
            check_provider(&side, name, system, ctx);
        }
    }
}

/// Reports all settings with an id other than that of the system in one finding. Returns whether it did.
fn check_id(side: &Side, name: NodeRef, system: &ConnectedSystem, ctx: &mut RuleContext) -> bool {
    let Some(id) = system.id else { return false };
    let is_wrong = |text: &str| text.trim().parse::<i64>().is_ok_and(|number| number != id);
    let mut wrong = side
        .instance_id_entries()
        .iter()
        .filter_map(|entry| entry.setting_value)
        .filter(|value| value.string().is_some_and(|text| is_wrong(&text)));
    let Some(first) = wrong.next() else { return false };
    let (shown_name, shown_id) = (ctx.quote(name), ctx.quote(first));
    let mut fix = Fix::unsafe_(format!("write {id} in all of these settings"))
        .replace(first.content_span(), id.to_string());
    let mut diagnostic = ctx
        .report(Location::string_content(first))
        .subject(side)
        .message(format!("{shown_name} has id {id} in the inventory, not {shown_id}"))
        .help(format!(
            "write {id} in each setting with the id of this {}: ids differ between servers",
            side.name.as_str()
        ))
        .related(name, "name in the inventory");
    for value in wrong {
        fix = fix.replace(value.content_span(), id.to_string());
        diagnostic = diagnostic.related(value, "same id");
    }
    diagnostic.fix(fix);
    true
}

fn check_provider(side: &Side, name: NodeRef, system: &ConnectedSystem, ctx: &mut RuleContext) {
    let Some(value) = side.setting(SideSetting::PROVIDER_NAME).and_then(|entry| entry.setting_value) else {
        return;
    };
    let Some(text) =
        value.string().filter(|text| !is_blank(text) && !value.placeholders().is_unresolved(text))
    else {
        return;
    };
    let (Some(expected), Some(actual)) = (system.catalog_provider(), provider(&text)) else { return };
    if expected.name != actual.name {
        let shown = ctx.quote(name);
        ctx.report(Location::string_content(value))
            .subject(side)
            .message(format!("{shown} uses {} in the inventory, not {}", expected.name, actual.name))
            .help(format!("write `{}`, or choose a different {}", expected.name, side.name.as_str()))
            .related(name, "name in the inventory");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::builders;
    use crate::rules::testing::Tester;

    const INVENTORY: &str =
        r#"{"data-sources": [{"name": "HR Export", "id": 4, "provider": "Excel"}, {"name": "Payroll"}]}"#;

    fn job(source: &str, id: &str, provider: &str) -> String {
        builders::job()
            .info("sourceProvider", source)
            .setting("Source.Type", id)
            .setting("Source.Provider", id)
            .source(provider)
            .text()
    }

    #[test]
    fn table() {
        Tester::new(&RULE)
            .with_inventory(INVENTORY)
            .passes(&[
                &job("HR Export", "4", "Microsoft Excel"),
                &job("hr export", "${ID}", "${KIND}"),
                &job("HR Export", "four", "PeopleSoft"),
                &job("Payroll", "77", "Oracle"),
                &job("Unlisted", "77", "Oracle"),
            ])
            .fails(&[
                (&job("HR Export", "31", "Microsoft Excel"), "/settings/0/value", "31"),
                (&job("HR Export", "4", "Oracle"), "/settings/2/value", "Oracle"),
            ])
            .fixes(&[(&job("HR Export", "31", "Excel"), &job("HR Export", "4", "Excel"))]);
    }
}
