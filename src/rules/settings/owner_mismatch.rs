//! `owner-mismatch`

use std::collections::HashSet;

use crate::catalog::SettingId;
use crate::job::has_placeholder;
use crate::language::guid::{GuidLike, find_guids, is_guid};
use crate::rule::Location;
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "owner-mismatch",
    group: Group::Settings,
    severity: Severity::Warning,
    superseded_by: &["duplicate-setting"],
    summary: "`JobOwners` and `JobOwnerIds` name different owners",
    page: rule_page!("owner-mismatch"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    let setting = |id: Option<SettingId>| {
        let entry = job.settings.last(id)?;
        let text = entry.value_text().filter(|text| !has_placeholder(text))?;
        Some((entry.key?, entry.setting_value?, text))
    };
    let (owners, ids) = (setting(SettingId::JOB_OWNERS), setting(SettingId::JOB_OWNER_IDS));
    if let (Some((_, _, owners)), Some((_, _, ids))) = (&owners, &ids)
        && is_guid(ids)
        && owners.strip_suffix(&**ids).is_some_and(|name| name.find('#') == name.len().checked_sub(1))
    {
        // One owner, as in nearly every job.
        return;
    }
    let mut malformed = false;
    for (key, value, text) in owners.iter().chain(&ids) {
        for found in find_guids(text).filter(|found| !found.is_guid) {
            malformed = true;
            report_malformed(*key, *value, &found, report);
        }
    }
    let (Some(owners), Some(ids)) = (owners, ids) else { return };
    // Text without any id is of a form that nobody knows.
    let unknown_form = |text: &str| !is_blank(text) && find_guids(text).next().is_none();
    if malformed || owners.2 == ids.2 || unknown_form(&owners.2) || unknown_form(&ids.2) {
        return;
    }
    // The one that stands in `JobOwnerIds` alone comes first: the name beside the other says who is meant.
    for ((key, value, text), (other_key, other_value, other)) in [(&ids, &owners), (&owners, &ids)] {
        let known: HashSet<String> = find_guids(other).map(|found| found.text.to_ascii_lowercase()).collect();
        let Some(odd) = find_guids(text).find(|found| !known.contains(&found.text.to_ascii_lowercase()))
        else {
            continue;
        };
        let Some(decoded) = value.decoded() else { return };
        let (shown, other_shown) = (report.quote(*key), report.quote(*other_key));
        report
            .report(Location::in_decoded_string(*value, &decoded, odd.range))
            .subject(*key)
            .subject(*other_key)
            .message(format!("owner `{}` stands in {shown} and not in {other_shown}", odd.text))
            .help("name the same owners in both: `JobOwners` as name#id, `JobOwnerIds` by their ids alone")
            .related(*other_value, "the owners here are others");
        return;
    }
}

fn report_malformed(key: NodeRef<'_>, value: NodeRef<'_>, found: &GuidLike<'_>, report: &mut RuleContext) {
    let Some(decoded) = value.decoded() else { return };
    let shown = report.quote(key);
    report
        .report(Location::in_decoded_string(value, &decoded, found.range.clone()))
        .subject(key)
        .message(format!("`{}` in {shown} is not a GUID", found.text))
        .help("a GUID is 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12: copy the owner's from the directory");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    const ONE: &str = "1d073798-c90c-44da-aadb-279c986a50c0";
    const OTHER: &str = "5a2e41c7-0f9b-4d38-8a6e-b1f0d94c7723";

    fn job(owners: &str, ids: &str) -> String {
        format!(
            r#"{{"settings": [{{"key": "JobOwners", "value": "{owners}", "dataType": "System.String"}}, {{"key": "JobOwnerIds", "value": "{ids}", "dataType": "System.String"}}]}}"#
        )
    }

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                &job(&format!("Operator#{ONE}"), ONE),
                &job(&format!("Jean-Luc#{ONE};Bo#{OTHER}"), &format!("{OTHER}, {{{}}}", ONE.to_uppercase())),
                &job("${OWNER}", ONE),
                &job(&format!("Operator#{ONE}"), "${OWNER_ID}"),
                &job("", ""),
                &job("Operator", ONE),
                &job("EXAMPLE\\\\operator#S-1-5-21-1004336348-1177238915-682003330-512", ONE),
                r#"{"settings": [{"key": "JobOwners", "value": "Operator", "dataType": "System.String"}]}"#,
                r#"{"settings": [{"key": "JobOwners", "value": null}, {"key": "JobOwnerIds"}]}"#,
            ])
            .fails(&[
                (&job(&format!("Operator#{ONE}"), OTHER), "/settings/1/value", OTHER),
                (&job(&format!("A#{ONE};B#{OTHER}"), ONE), "/settings/0/value", OTHER),
                (&job(&format!("A#{ONE}"), &format!("{ONE};{OTHER}")), "/settings/1/value", OTHER),
                (&job(&format!("A#{ONE}"), ""), "/settings/0/value", ONE),
                (&job(&format!("A#{ONE}"), &ONE[1..]), "/settings/1/value", &ONE[1..]),
                (&job(&format!("A#{}O", &ONE[..35]), ONE), "/settings/0/value", &format!("{}O", &ONE[..35])),
            ])
            .check_doc_examples();
    }
}
