//! `excel-limits`

use std::collections::{HashMap, HashSet};

use crate::catalog::{DestinationLimits, SideSetting};
use crate::job::{Side, SideName};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "excel-limits",
    group: Group::Provider,
    severity: Severity::Warning,
    superseded_by: &["provider-mismatch", "duplicate-setting"],
    summary: "Excel destination limit exceeded",
    page: rule_page!("excel-limits"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let side = job.side(SideName::Destination);
    let Some(limits) = side.provider().and_then(|provider| provider.limits) else { return };
    check_sheet_name(&side, limits, ctx);
    check_columns(job, limits, ctx);
}

fn check_sheet_name(side: &Side, limits: DestinationLimits, ctx: &mut RuleContext) {
    let (Some(entry), Some(text)) = (side.setting(SideSetting::TABLE), side.text(SideSetting::TABLE)) else {
        return;
    };
    let (Some(key), Some(value)) = (entry.key, entry.setting_value) else { return };
    let name = text.trim().trim_start_matches('[').trim_end_matches(']').trim_end_matches('$');
    if name.chars().count() >= limits.min_sheet_name_length || name.is_empty() || ctx.has_placeholder(&text) {
        return;
    }
    let shown = ctx.quote(value);
    ctx
        .report(value)
        .subject(key)
        .subject(side)
        .message(format!("sheet name {shown} is too short for an Excel destination"))
        .help(format!(
            "use a sheet name with {} or more characters: a shorter name damages all sheets when the file is replaced",
            limits.min_sheet_name_length
        ));
}

fn check_columns(job: &Job, limits: DestinationLimits, ctx: &mut RuleContext) {
    let limit = limits.max_columns_with_delete;
    if job.rows.len() <= limit {
        return;
    }
    // Per object type: the mapped columns, and the first field over the limit. A field that is mapped twice is
    // one column.
    let mut columns: HashMap<i64, HashSet<String>> = HashMap::new();
    let mut first_over_limit: HashMap<i64, NodeRef> = HashMap::new();
    for row in &job.rows {
        let (Some(number), Some(field)) = (row.type_number(), row.destination_field) else { continue };
        let name = row.destination().trim().to_lowercase();
        let of_type = columns.entry(number).or_default();
        if !name.is_empty() && of_type.insert(name) && of_type.len() > limit {
            first_over_limit.entry(number).or_insert(field);
        }
    }
    for (number, option) in job.selected_objects().filter(|(_, option)| option.deletes() == Some(true)) {
        let (Some(field), Some(delete)) = (first_over_limit.get(&number), option.is_delete) else { continue };
        let mapped = columns.get(&number).map_or(0, HashSet::len);
        ctx.report(delete)
            .subject(&job.side(SideName::Destination))
            .severity(Severity::Error)
            .message(format!(
                "a job that deletes from Excel fails with more than {limit} columns, but {mapped} are mapped"
            ))
            .help("map fewer columns, or set `isDelete` to `false`")
            .related(*field, "first column over the limit");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(provider: &str, sheet: &str, columns: usize, delete: bool) -> String {
        let rows: Vec<String> = (0..columns)
            .map(|column| format!(r#"{{"destinationField": "C{column}", "objectType": 1}}"#))
            .collect();
        format!(
            r#"{{"fieldsMap": [{}], "objectsOption": [{{"objectType": 1, "isSelected": true, "isDelete": {delete}}}], "settings": [{{"key": "Destination.ProviderName", "value": "{provider}"}}, {{"key": "Destination.Table", "value": "{sheet}"}}]}}"#,
            rows.join(", ")
        )
    }

    #[test]
    fn table() {
        let twice = job("Microsoft Excel", "Staff", 127, true).replace(
            r#""fieldsMap": ["#,
            r#""fieldsMap": [{"destinationField": "c1", "objectType": 1}, {"destinationField": "", "objectType": 1}, {"destinationField": "X", "objectType": 4}, "#,
        );
        let as_source = job("Microsoft Excel", "HR", 200, true).replace("Destination.", "Source.");
        Tester::new(&RULE)
            .passes(&[
                &job("Microsoft Excel", "Staff", 127, true),
                &job("Microsoft Excel", "Jan$", 128, false),
                &job("Microsoft Excel", "", 1, false),
                &job("Microsoft Excel", "${S}", 1, false),
                &job("SQL Server", "HR", 200, true),
                &as_source,
                &twice,
            ])
            .fails(&[
                (&job("Microsoft Excel", "HR", 1, true), "/settings/1/value", "\"HR\""),
                (&job("Excel", "[HR$]", 1, true), "/settings/1/value", "\"[HR$]\""),
                (&job("Microsoft Excel", "Ä1", 1, true), "/settings/1/value", "\"Ä1\""),
                (&job("Microsoft Excel", "Staff", 128, true), "/objectsOption/0/isDelete", "true"),
            ])
            .check_doc_examples();
    }
}
