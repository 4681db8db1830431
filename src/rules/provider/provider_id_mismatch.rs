//! `provider-id-mismatch`

use std::collections::HashMap;

use crate::job::{SettingEntry, Side};

use crate::rules::prelude::*;
use crate::rules::settings::duplicate_setting::values_differ;

pub(crate) static RULE: Rule = Rule {
    name: "provider-id-mismatch",
    group: Group::Provider,
    severity: Severity::Error,
    summary: "settings of one side contain different ids of the data source or identity store",
    page: rule_page!("provider-id-mismatch"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    // `duplicate-setting` reports a key with contradictory values.
    let contradicting: Vec<String> = job
        .settings
        .duplicates()
        .iter()
        .filter(|group| values_differ(group))
        .filter_map(|group| group.first().map(|entry| entry.key_text().to_ascii_lowercase()))
        .collect();
    for side in job.sides() {
        check_side(&side, &contradicting, ctx);
    }
}

fn check_side(side: &Side, contradicting_keys: &[String], ctx: &mut RuleContext) {
    // Fast path: all ids agree.
    if side.instance_id().is_some() {
        return;
    }
    let ids: Vec<(i64, NodeRef, &SettingEntry)> = side
        .instance_id_entries()
        .iter()
        .filter(|entry| !contradicting_keys.contains(&entry.key_text().to_ascii_lowercase()))
        .filter_map(|entry| {
            let (value, text) = (entry.setting_value?, entry.value_text()?);
            let number = text.trim().parse().ok().filter(|_| !ctx.has_placeholder(&text))?;
            Some((number, value, entry))
        })
        .collect();
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for (id, ..) in &ids {
        *counts.entry(*id).or_default() += 1;
    }
    if counts.len() < 2 {
        return;
    }
    // The rarest id is reported as wrong; of equally rare ids, the last one.
    let rarest = ids.iter().rev().min_by_key(|(id, ..)| counts.get(id).copied());
    let Some(&(id, value, entry)) = rarest else { return };
    let others: Vec<&(i64, NodeRef, &SettingEntry)> = ids.iter().filter(|(other, ..)| *other != id).collect();
    let key = entry.key_text().into_owned();
    let expected = others.first().map_or(id, |(other, ..)| *other);
    let mut diagnostic = ctx
        .report(value)
        .subject(side)
        .message(format!("`{key}` is {} id {id}, but the other settings have {expected}", side.name.as_str()))
        .label("differs from the other settings")
        .help(
            "write the same id in all of them: each contains the id of the data source or identity store on this \
             server",
        );
    for (other, value, _) in others {
        diagnostic = diagnostic.related(*value, format!("id {other}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::builders;
    use crate::rules::testing::Tester;

    fn job(values: &[(&str, &str)]) -> String {
        values.iter().fold(builders::job(), |job, (key, value)| job.setting(key, *value)).text()
    }

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                &job(&[
                    ("Source.Type", "4"),
                    ("SourceProvider", "4"),
                    ("Source.Provider", "4"),
                    ("Destination.Type", "24"),
                ]),
                &job(&[("Source.Type", "${ID}"), ("SourceProvider", "4"), ("Source.Provider", "x")]),
                &job(&[("Source.Type", "04"), ("SourceProvider", "4")]),
                // `duplicate-setting` reports a key with two different values.
                &job(&[("Destination.Type", "3"), ("DestinationProvider", "3"), ("Destination.Type", "4")]),
                &job(&[("Source.Type", "4"), ("Destination.Type", "24")]),
            ])
            .fails(&[
                (
                    &job(&[("Source.Type", "5"), ("SourceProvider", "4"), ("Source.Provider", "4")]),
                    "/settings/0/value",
                    "\"5\"",
                ),
                (
                    &job(&[
                        ("Destination.Type", "3"),
                        ("DestinationProvider", "2"),
                        ("Destination.Type", "3"),
                        ("Destination.Provider", "3"),
                    ]),
                    "/settings/1/value",
                    "\"2\"",
                ),
                (&job(&[("Source.Type", "4"), ("Source.Provider", "5")]), "/settings/1/value", "\"5\""),
            ])
            .check_doc_examples();
    }
}
