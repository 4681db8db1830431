//! `unknown-container`

use crate::catalog::SideSetting;
use crate::inventory::ConnectedSystem;
use crate::job::{Side, SideName};
use crate::language::distinguished_name;
use crate::rules::prelude::*;
use crate::text::{closest_match, is_blank};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-container",
    group: Group::Objects,
    severity: Severity::Error,
    superseded_by: &["invalid-distinguished-name"],
    summary: "container that does not exist in the identity store of the target environment",
    page: rule_page!("unknown-container"),
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
        if !system.containers.is_empty() {
            check_side(job, &side, system, ctx);
        }
    }
}

fn check_side(job: &Job, side: &Side, system: &ConnectedSystem, ctx: &mut RuleContext) {
    let searched = side.setting(SideSetting::CONTAINER).and_then(|entry| entry.setting_value);
    let created = job.objects.iter().filter_map(|option| option.container_value);
    let created = created.filter(|_| side.name == SideName::Destination);
    let mut reported: Vec<String> = Vec::new();
    for value in searched.into_iter().chain(created) {
        // A container that occurs several times is one mistake.
        let Some(text) = missing_container(system, value).filter(|text| !reported.contains(text)) else {
            continue;
        };
        let help = match closest_match(&text, system.containers.iter().map(String::as_str)) {
            Some(suggestion) => format!("did you mean `{suggestion}`?"),
            None => "use an existing container, or add it to the inventory".to_owned(),
        };
        ctx.report(Location::string_content(value))
            .message(format!("this container of `{}` is not in the inventory", system.name))
            .label("not listed")
            .help(help);
        reported.push(text);
    }
}

/// The container, if it is a distinguished name that the inventory does not list.
fn missing_container(system: &ConnectedSystem, value: NodeRef) -> Option<String> {
    let text = value.string().filter(|text| !value.placeholders().is_unresolved(text))?;
    let is_name = !is_blank(&text) && distinguished_name::parse(&text).is_ok();
    (is_name && !system.has_container(&text)).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    const INVENTORY: &str = r#"{"identity-stores": [{"name": "Corp", "containers": ["OU=Staff,DC=example,DC=com"]}, {"name": "Open"}]}"#;

    fn job(store: &str, scope: &str, created: &str) -> String {
        format!(
            r#"{{"jobInfo": {{"destinationProvider": "{store}"}}, "objectsOption": [{{"containerOptionValue": "{created}"}}], "settings": [{{"key": "Destination.Container", "value": "{scope}"}}]}}"#
        )
    }

    #[test]
    fn table() {
        let (good, bad) = ("OU=Staff,DC=example,DC=com", "OU=Staf,DC=example,DC=com");
        Tester::new(&RULE)
            .with_inventory(INVENTORY)
            .passes(&[
                &job("Corp", good, "ou=staff, dc=example, dc=com"),
                &job("Corp", "${OU}", ""),
                &job("Open", bad, bad),
                &job("Unlisted", bad, bad),
                &job("Corp", "/Sales", good),
            ])
            .fails(&[
                (&job("Corp", bad, bad), "/settings/0/value", bad),
                (&job("Corp", good, bad), "/objectsOption/0/containerOptionValue", bad),
            ]);
    }
}
