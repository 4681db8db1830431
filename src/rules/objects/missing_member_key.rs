//! `missing-member-key`

use crate::catalog::SettingId;
use crate::job::{FieldRow, SideName};
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "missing-member-key",
    group: Group::Objects,
    severity: Severity::Warning,
    summary: "group members are mapped without the attribute to look them up by",
    page: rule_page!("missing-member-key"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    if !job.side(SideName::Destination).is_directory() || !job.settings.all_keys_known() {
        return;
    }
    let mut keys = job.settings.entries_of(SettingId::MEMBER_KEY).peekable();
    let is_present = keys.peek().is_some();
    // Other rules report values that are not strings.
    if keys.any(|key| key.value_text().is_none_or(|text| !is_blank(&text))) {
        return;
    }
    let selected: Vec<i64> = job.selected_objects().map(|(number, _)| number).collect();
    let is_handled = |row: &&FieldRow| row.type_number().is_some_and(|number| selected.contains(&number));
    // One finding for the missing setting, however many rows need it.
    let Some(field) =
        job.rows.iter().filter(is_handled).filter(|row| is_member(row)).find_map(|row| row.destination_field)
    else {
        return;
    };
    let diagnostic = ctx
        .report(field)
        .message("group members are mapped, but the attribute to look them up by is not set")
        .label("requires the setting `memberkey`")
        .help(if is_present {
            "set `memberkey` to the attribute that identifies members in the source, such as `sAMAccountName`"
        } else {
            "add the setting `memberkey` with the attribute that identifies members in the source, such as \
             `sAMAccountName`"
        });
    if let Some(value) = job.settings.last(SettingId::MEMBER_KEY).and_then(|key| key.setting_value) {
        diagnostic.related(value, "blank value");
    }
}

/// Whether the destination field of a row is `member`, which the portal also displays as
/// `member (sAMAccountName)`.
fn is_member(row: &FieldRow) -> bool {
    let name = row.destination();
    let rest = name.trim_start().as_bytes();
    let Some((start, rest)) = rest.split_at_checked("member".len()) else { return false };
    start.eq_ignore_ascii_case(b"member") && matches!(rest.trim_ascii_start(), [] | [b'(', ..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(field: &str, settings: &str) -> String {
        format!(
            r#"{{"fieldsMap": [{{"destinationField": "{field}", "objectType": 4}}, {{"destinationField": "{field}", "objectType": 5}}], "objectsOption": [{{"objectType": 4, "isSelected": true}}, {{"objectType": 5, "isSelected": true}}], "settings": [{settings}]}}"#
        )
    }

    const AD: &str =
        r#"{"key": "Destination.ProviderName", "value": "Active Directory", "dataType": "System.String"}"#;

    #[test]
    fn table() {
        let key = |value: &str| {
            format!(r#"{AD}, {{"key": "MemberKey", "value": {value}, "dataType": "System.String"}}"#)
        };
        Tester::new(&RULE)
            .passes(&[
                &job("member", &key("\"sAMAccountName\"")),
                &job("member", &key("\"${KEY}\"")),
                &job("member", &key("null")),
                &job("memberOf", AD),
                &job("${FIELD}", AD),
                // A table column, or an unknown provider.
                &job("member", &AD.replace("Active Directory", "SQL Server")),
                &job("member", ""),
                // A setting with an unknown key may be `memberkey`.
                &job("member", &format!(r#"{AD}, {{"key": "${{KEY}}", "value": "cn"}}"#)),
                r#"{"fieldsMap": [{"destinationField": "member", "objectType": 4}], "objectsOption": [{"objectType": 4, "isSelected": false}], "settings": [{"key": "Destination.ProviderName", "value": "Active Directory"}]}"#,
                r#"{"fieldsMap": [{"destinationField": "member"}], "objectsOption": [{"objectType": 4}], "settings": [{"key": "Destination.ProviderName", "value": "Active Directory"}]}"#,
            ])
            .fails(&[
                (&job("member", AD), "/fieldsMap/0/destinationField", "\"member\""),
                (&job("Member (sAMAccountName)", AD), "/fieldsMap/0/destinationField", "\"Member (sAMAccountName)\""),
                (&job("member", &key("\" \"")), "/fieldsMap/0/destinationField", "\"member\""),
            ])
            .check_doc_examples();
    }
}
