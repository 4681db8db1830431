//! `repeated-setting`

use crate::job::SettingEntry;
use crate::rules::prelude::*;
use crate::rules::settings::duplicate_setting::values_differ;
use crate::text::{Span, describe_count};

pub(crate) static RULE: Rule = Rule {
    name: "repeated-setting",
    group: Group::Settings,
    severity: Severity::Warning,
    fix: FixKind::Safe,
    tags: &[Tag::Unnecessary],
    summary: "settings key repeated with the same value",
    page: rule_page!("repeated-setting"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for group in job.settings.duplicates() {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let (Some(first_key), Some(key), false) = (first.key, last.key, values_differ(group)) else {
            continue;
        };
        // Every job that the product wrote has such a pair: skip the work if it is not shown.
        let is_by_product = is_written_by_product(group);
        if is_by_product && !ctx.is_enabled(Severity::Info) {
            continue;
        }
        let name = ctx.quote(key);
        let finding = ctx.report(key).subject(first_key).related(first_key, "first occurrence");
        if is_by_product {
            finding
                .severity(Severity::Info)
                .message(format!("setting {name} occurs twice, as written by the product"))
                .help("no action is required; if you change one of the two, change the other as well");
            continue;
        }
        let finding = finding
            .message(format!("setting {name} occurs {} with the same value", describe_count(group.len())))
            .help("keep only one of them: otherwise, one may be changed and the other forgotten");
        // A single fix removes all copies, so that the number of iterations does not depend on their number.
        let pairs = group.windows(2).rev().map_while(|pair| <&[_; 2]>::try_from(pair).ok());
        let copies = pairs.take_while(|[one, other]| members_equal(one, other)).map(|[_, copy]| copy.value);
        let removals = removal_spans(last.value, copies);
        if !removals.is_empty() {
            let title = if removals.len() == 1 { "remove the copy" } else { "remove the copies" };
            finding.fix(removals.into_iter().fold(Fix::safe(title), Fix::delete));
        }
    }
}

/// Whether the entries are `Destination.Type` with each of its two data types.
fn is_written_by_product(group: &[SettingEntry<'_>]) -> bool {
    let [one, other] = group else { return false };
    one.definition.is_some_and(|known| known.data_types.len() == 2)
        && one.data_type.and_then(NodeRef::string) != other.data_type.and_then(NodeRef::string)
}

/// Whether both entries have the same members, in any order.
fn members_equal(one: &SettingEntry<'_>, other: &SettingEntry<'_>) -> bool {
    let members = |entry: &SettingEntry<'_>| {
        let document = entry.value.document();
        let mut members: Vec<(String, String)> = document
            .members(entry.value.id())
            .map(|(name, value)| (document.name(name).into_owned(), document.raw(value).to_owned()))
            .collect();
        members.sort();
        members
    };
    members(one) == members(other)
}

/// The spans of `items`, which belong to the same array as `last`, each with the comma before it, in
/// document order.
fn removal_spans<'d>(last: NodeRef<'d>, items: impl Iterator<Item = NodeRef<'d>>) -> Vec<Span> {
    let document = last.document();
    let Some(array) = document.parent_index().container(last.id()) else { return Vec::new() };
    let all: Vec<_> = document.items(array).collect();
    let mut removals: Vec<Span> = items
        .map_while(|item| {
            let previous = all.get(all.binary_search(&item.id()).ok()?.checked_sub(1)?)?;
            Some(Span::new(document.span(*previous).end, item.span().end))
        })
        .collect();
    removals.reverse();
    removals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::builders::job;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        let other_type =
            job().typed_setting("a", "1", "System.String").typed_setting("a", "1", "System.Int32");
        Tester::new(&RULE)
            .passes(&[
                &job().setting("a", "1").setting("a", "2").text(),
                &job().setting("a", "1").setting("b", "1").text(),
            ])
            .fails(&[(&other_type.text(), "/settings/1/key", "\"a\"")])
            .fixes(&[
                (
                    "{\"settings\": [\n  {\"key\": \"a\", \"value\": \"1\", \"dataType\": \"x\"},\n  {\"key\": \"a\", \"dataType\": \"x\", \"value\": \"1\"}\n]}",
                    "{\"settings\": [\n  {\"key\": \"a\", \"value\": \"1\", \"dataType\": \"x\"}\n]}",
                ),
                (
                    &job().setting("a", "1").setting("b", "2").setting("a", "1").setting("a", "1").text(),
                    &job().setting("a", "1").setting("b", "2").text(),
                ),
            ])
            .check_doc_examples();
    }

    #[test]
    fn removes_all_copies_at_once() {
        let text = (0..100).fold(job(), |job, _| job.setting("a", "1")).text();
        let found = Tester::new(&RULE).findings(&text);
        let fixed = crate::fix::apply_fixes(&text, found[0].fix.as_ref());
        assert_eq!(fixed.matches("key").count(), 1, "{fixed}");
    }

    #[test]
    fn known_product_duplicate_is_info() {
        // A misspelt key is treated like the correct one.
        for key in ["Destination.Type", "Destination.Tpye"] {
            let job = job().typed_setting(key, "3", "System.Int32").typed_setting(key, "3", "System.String");
            let found = Tester::new(&RULE).findings(&job.text());
            assert_eq!((found[0].severity, found[0].fix.as_ref()), (Severity::Info, None), "{key}");
        }
    }
}
