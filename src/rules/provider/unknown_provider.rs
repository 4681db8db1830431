//! `unknown-provider`

use crate::inventory::ConnectedSystem;
use crate::rules::prelude::*;
use crate::text::{closest_match, is_blank, quoted_list};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-provider",
    group: Group::Provider,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    summary: "data source or identity store that does not exist in the target environment",
    page: rule_page!("unknown-provider"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let (Some(inventory), Some(info), false) = (ctx.inventory(), &job.info, job.is_template) else {
        return;
    };
    for side in job.sides() {
        let Some(value) = info.provider(side.name) else { continue };
        let Some(name) = value.string().filter(|name| !is_blank(name) && !job.has_placeholder(name)) else {
            continue;
        };
        if inventory.system(side.class(), &name).is_some() {
            continue;
        }
        let Some(systems) = inventory.systems_of_class(side.class()) else { continue };
        let names: Vec<&str> = systems.iter().map(|system: &&ConnectedSystem| system.name.as_str()).collect();
        let what = side.class().map_or("data source or identity store", |class| class.product_term());
        let shown = ctx.quote(value);
        let role = side.name.as_str();
        ctx.report(Location::string_content(value))
            .subject(&side)
            .message(format!("{what} {shown} is not in the inventory"))
            .suggest_with(
                closest_match(&name, names.iter().copied()),
                value,
                format!("The job cannot run if its {role} does not exist"),
            )
            .or_help(format!(
                "the inventory lists {}; the job cannot run if its {role} does not exist",
                quoted_list(names.get(..5).unwrap_or(&names), "and"),
            ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::builders;
    use crate::rules::testing::Tester;

    const INVENTORY: &str = r#"{"data-sources": [{"name": "HR Export", "id": 4}, {"name": "Payroll"}]}"#;

    fn job(source: &str, provider: &str) -> String {
        builders::job().info("sourceProvider", source).source(provider).text()
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE).with_inventory(INVENTORY);
        for (source, class) in [
            ("hr export", "Microsoft Excel"),
            ("", "Microsoft Excel"),
            ("${SOURCE}", "Microsoft Excel"),
            // The inventory lists no identity stores, and the class of SCIM is not known.
            ("Corp", "Active Directory"),
            ("Corp", "SCIM"),
        ] {
            tester.passes(&[&job(source, class)]);
        }
        tester
            .passes(&[
                r#"{"jobInfo": {"sourceProvider": null}}"#,
                &job("X", "Oracle").replacen('{', r#"{"isTemplate": true, "#, 1),
            ])
            .fails(&[
                (&job("HR Exprot", "Microsoft Excel"), "/jobInfo/sourceProvider", "HR Exprot"),
                (&job("Badges", "Oracle"), "/jobInfo/sourceProvider", "Badges"),
            ])
            .fixes(&[(&job("HR Exprot", "Oracle"), &job("HR Export", "Oracle"))]);
    }
}
