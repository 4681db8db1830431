//! `provider-id-unknown`

use crate::catalog::{SideSetting, provider};
use crate::job::has_placeholder;
use crate::rule::{Location, Subject};
use crate::rules::prelude::*;

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
        let member = info.provider(side.name);
        let Some(named) = member else { continue };
        let Some(system) = named.string().and_then(|name| inventory.system(side.class(), &name)) else {
            continue;
        };
        let about = Subject::Side { job: job.value.id(), side: side.name };
        let shown = ctx.quote(named);
        if let Some(id) = system.id {
            let wrong = |text: &str| text.trim().parse::<i64>().is_ok_and(|number| number != id);
            let values = side.instance_id_entries().iter().filter_map(|entry| entry.setting_value);
            let mut odd = values.filter(|value| value.string().is_some_and(|text| wrong(&text)));
            if let Some(first) = odd.next() {
                let number = ctx.quote(first);
                let mut fix = Fix::unsafe_(format!("write {id} in all of these settings"))
                    .replace(first.content_span(), id.to_string());
                let mut diagnostic = ctx
                    .report(Location::string_content(first))
                    .subject(about)
                    .message(format!("{shown} has id {id} in the inventory, not {number}"))
                    .help(format!(
                        "write {id} in each setting with the id of this {}: ids differ between servers",
                        side.name.as_str()
                    ))
                    .related(named, "name in the inventory");
                for other in odd {
                    fix = fix.replace(other.content_span(), id.to_string());
                    diagnostic = diagnostic.related(other, "same id");
                }
                diagnostic.fix(fix);
                continue;
            }
        }
        let Some(written) = side.setting(SideSetting::PROVIDER_NAME).and_then(|entry| entry.setting_value)
        else {
            continue;
        };
        let Some(kind) = written.string().filter(|kind| !kind.trim().is_empty() && !has_placeholder(kind))
        else {
            continue;
        };
        let (Some(real), Some(claimed)) = (system.catalog_provider(), provider(&kind)) else { continue };
        if real.name != claimed.name {
            ctx.report(Location::string_content(written))
                .subject(about)
                .message(format!("{shown} uses {} in the inventory, not {}", real.name, claimed.name))
                .help(format!("write `{}`, or choose a different {}", real.name, side.name.as_str()))
                .related(named, "name in the inventory");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    const INVENTORY: &str =
        r#"{"data-sources": [{"name": "HR Export", "id": 4, "provider": "Excel"}, {"name": "Payroll"}]}"#;

    fn job(source: &str, id: &str, kind: &str) -> String {
        format!(
            r#"{{"jobInfo": {{"sourceProvider": "{source}"}}, "settings": [{{"key": "Source.Type", "value": "{id}"}}, {{"key": "Source.Provider", "value": "{id}"}}, {{"key": "Source.ProviderName", "value": "{kind}"}}]}}"#
        )
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
