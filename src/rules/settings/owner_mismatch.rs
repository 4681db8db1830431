//! `owner-mismatch`

use std::borrow::Cow;
use std::collections::HashSet;

use crate::catalog::SettingId;
use crate::language::guid::{GuidLike, find_guids, is_guid};
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "owner-mismatch",
    group: Group::Settings,
    severity: Severity::Warning,
    superseded_by: &["duplicate-setting"],
    summary: "`JobOwners` and `JobOwnerIds` contain different owners",
    page: rule_page!("owner-mismatch"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

/// One of the two settings.
struct OwnerSetting<'d> {
    key: NodeRef<'d>,
    value: NodeRef<'d>,
    text: Cow<'d, str>,
}

impl<'d> OwnerSetting<'d> {
    fn find(job: &Job<'d>, id: Option<SettingId>) -> Option<Self> {
        let entry = job.settings.last(id)?;
        let text = entry.value_text().filter(|text| !job.has_placeholder(text))?;
        Some(Self { key: entry.key?, value: entry.setting_value?, text })
    }

    /// Whether the text has an unknown form: it is not blank, but contains no id.
    fn has_unknown_form(&self) -> bool {
        !is_blank(&self.text) && find_guids(&self.text).next().is_none()
    }
}

fn check(job: &Job, ctx: &mut RuleContext) {
    let owners = OwnerSetting::find(job, SettingId::JOB_OWNERS);
    let ids = OwnerSetting::find(job, SettingId::JOB_OWNER_IDS);
    if let (Some(owners), Some(ids)) = (&owners, &ids)
        && is_single_owner(&owners.text, &ids.text)
    {
        return;
    }
    let mut has_malformed_id = false;
    for setting in owners.iter().chain(&ids) {
        for id in find_guids(&setting.text).filter(|id| !id.is_guid) {
            has_malformed_id = true;
            report_malformed(setting, &id, ctx);
        }
    }
    let (Some(owners), Some(ids)) = (owners, ids) else { return };
    if has_malformed_id || owners.text == ids.text || owners.has_unknown_form() || ids.has_unknown_form() {
        return;
    }
    // An id in `JobOwnerIds` is reported first: in `JobOwners`, the correct owner has a name.
    let _ = report_difference(&ids, &owners, ctx) || report_difference(&owners, &ids, ctx);
}

/// Fast path: almost every job has one owner.
fn is_single_owner(owners: &str, ids: &str) -> bool {
    is_guid(ids) && owners.strip_suffix(ids).is_some_and(|name| name.find('#') == name.len().checked_sub(1))
}

/// Reports the first owner in `setting` that `other` does not contain. Returns `false` if there is none.
fn report_difference(setting: &OwnerSetting<'_>, other: &OwnerSetting<'_>, ctx: &mut RuleContext) -> bool {
    let known: HashSet<String> = find_guids(&other.text).map(|id| id.text.to_ascii_lowercase()).collect();
    let Some(id) = find_guids(&setting.text).find(|id| !known.contains(&id.text.to_ascii_lowercase())) else {
        return false;
    };
    let Some(location) = Location::in_string(setting.value, &id.range) else { return true };
    let (key, other_key) = (ctx.quote(setting.key), ctx.quote(other.key));
    ctx.report(location)
        .subject(setting.key)
        .subject(other.key)
        .message(format!("owner `{}` is in {key} but not in {other_key}", id.text))
        .help("specify the same owners in both: `JobOwners` as name#id, `JobOwnerIds` only as ids")
        .related(other.value, "different owners here");
    true
}

fn report_malformed(setting: &OwnerSetting<'_>, id: &GuidLike<'_>, ctx: &mut RuleContext) {
    let Some(location) = Location::in_string(setting.value, &id.range) else { return };
    let key = ctx.quote(setting.key);
    ctx.report(location).subject(setting.key).message(format!("`{}` in {key} is not a GUID", id.text)).help(
        "a GUID has 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12: copy the owner's GUID from \
             the directory",
    );
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rules::builders::job;
    use crate::rules::testing::Tester;

    const FIRST: &str = "1d073798-c90c-44da-aadb-279c986a50c0";
    const SECOND: &str = "5a2e41c7-0f9b-4d38-8a6e-b1f0d94c7723";

    fn job_with_owners(owners: &str, ids: &str) -> String {
        job().setting("JobOwners", owners).setting("JobOwnerIds", ids).text()
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        let one_owner = format!("Operator#{FIRST}");
        for (owners, ids) in [
            (&*one_owner, FIRST),
            (&format!("Jean-Luc#{FIRST};Bo#{SECOND}"), &format!("{SECOND}, {{{}}}", FIRST.to_uppercase())),
            ("${OWNER}", FIRST),
            (&one_owner, "${OWNER_ID}"),
            ("", ""),
            ("Operator", FIRST),
            ("EXAMPLE\\operator#S-1-5-21-1004336348-1177238915-682003330-512", FIRST),
        ] {
            tester.passes(&[&job_with_owners(owners, ids)]);
        }
        tester.passes(&[
            &job().setting("JobOwners", "Operator").text(),
            &job().setting("JobOwners", json!(null)).setting("JobOwnerIds", json!(null)).text(),
        ]);
        for (owners, ids, index, marked) in [
            (&*one_owner, SECOND, 1, SECOND),
            (&format!("A#{FIRST};B#{SECOND}"), FIRST, 0, SECOND),
            (&one_owner, &format!("{FIRST};{SECOND}"), 1, SECOND),
            (&one_owner, "", 0, FIRST),
            (&one_owner, &FIRST[1..], 1, &FIRST[1..]),
            (&format!("A#{}O", &FIRST[..35]), FIRST, 0, &format!("{}O", &FIRST[..35])),
        ] {
            let pointer = format!("/settings/{index}/value");
            tester.fails(&[(&job_with_owners(owners, ids), &pointer, marked)]);
        }
        tester.check_doc_examples();
    }
}
