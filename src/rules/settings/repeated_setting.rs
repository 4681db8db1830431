//! `repeated-setting`

use crate::job::SettingEntry;
use crate::text::{Span, describe_count};

use crate::rules::prelude::*;
use crate::rules::settings::duplicate_setting::values_differ;

pub(crate) static RULE: Rule = Rule {
    name: "repeated-setting",
    group: Group::Settings,
    severity: Severity::Warning,
    fix: FixKind::Safe,
    summary: "a settings key twice with the same value",
    page: rule_page!("repeated-setting"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    for group in job.settings.duplicates() {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let (Some(first_key), Some(key), false) = (first.key, last.key, values_differ(group)) else {
            continue;
        };
        let by_the_product = is_written_by_product(group);
        // Every job that the product wrote has one: none is made for nothing.
        if by_the_product && !report.is_enabled(Severity::Info) {
            continue;
        }
        let name = report.quote(key);
        let finding = report.report(key).subject(first_key).related(first_key, "first here");
        if by_the_product {
            finding
                .severity(Severity::Info)
                .message(format!("setting {name} stands twice, as the product itself writes it"))
                .help("nothing to do; whoever changes one of the two must change the other");
            continue;
        }
        let finding = finding
            .message(format!("setting {name} stands {} with the same value", describe_count(group.len())))
            .help("keep one of them: sooner or later somebody changes one and forgets the other");
        let pairs = group.windows(2).rev().map_while(|pair| <&[_; 2]>::try_from(pair).ok());
        let copies = pairs.take_while(|[one, other]| members_equal(one, other)).map(|[_, copy]| copy.value);
        // All at once: a thousand copies are not to take a thousand rounds.
        let removals = removal_spans(last.value, copies);
        if !removals.is_empty() {
            let title = if removals.len() == 1 { "remove the copy" } else { "remove the copies" };
            finding.fix(removals.into_iter().fold(Fix::safe(title), Fix::delete));
        }
    }
}

/// `Destination.Type` once with each of its two data types.
fn is_written_by_product(group: &[SettingEntry<'_>]) -> bool {
    let [one, other] = group else { return false };
    one.definition.is_some_and(|known| known.data_types.len() == 2)
        && one.data_type.and_then(NodeRef::string) != other.data_type.and_then(NodeRef::string)
}

/// Whether both entries are written alike, member by member.
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

/// The bytes of some items of the list that `last` is in, each with the comma before it; in the order
/// of the text.
fn removal_spans<'d>(last: NodeRef<'d>, items: impl Iterator<Item = NodeRef<'d>>) -> Vec<Span> {
    let document = last.document();
    let Some(array) = document.parent_index().container(last.id()) else { return Vec::new() };
    let all: Vec<_> = document.items(array).collect();
    let mut removals: Vec<Span> = items
        .map_while(|item| {
            let before = all.get(all.binary_search(&item.id()).ok()?.checked_sub(1)?)?;
            Some(Span::new(document.span(*before).end, item.span().end))
        })
        .collect();
    removals.reverse();
    removals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::{FileOrigin, Linter, Scratch};
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                r#"{"settings": [{"key": "a", "value": "1", "dataType": "System.String"}, {"key": "a", "value": "2", "dataType": "System.String"}]}"#,
                r#"{"settings": [{"key": "a", "value": "1", "dataType": "System.String"}, {"key": "b", "value": "1", "dataType": "System.String"}]}"#,
            ])
            .fails(&[(
                r#"{"settings": [{"key": "a", "value": "1", "dataType": "System.String"}, {"key": "a", "value": "1", "dataType": "System.Int32"}]}"#,
                "/settings/1/key",
                "\"a\"",
            )])
            .fixes(&[(
                "{\"settings\": [\n  {\"key\": \"a\", \"value\": \"1\", \"dataType\": \"x\"},\n  {\"key\": \"a\", \"dataType\": \"x\", \"value\": \"1\"}\n]}",
                "{\"settings\": [\n  {\"key\": \"a\", \"value\": \"1\", \"dataType\": \"x\"}\n]}",
            ), (
                r#"{"settings": [{"key": "a", "value": "1"}, {"key": "b"}, {"key": "a", "value": "1"}, {"key": "a", "value": "1"}]}"#,
                r#"{"settings": [{"key": "a", "value": "1"}, {"key": "b"}]}"#,
            )])
            .check_doc_examples();
    }

    #[test]
    fn removes_all_copies_at_once() {
        let copies = [r#"{"key": "a", "value": "1", "dataType": "System.String"}"#; 100].join(",");
        let text = format!(r#"{{"settings": [{copies}]}}"#);
        let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let found = checked.diagnostics.iter().find(|found| found.rule == RULE.name).expect("finding");
        let once = crate::fix::apply_fixes(&text, found.fix.as_ref());
        assert_eq!(once.matches("key").count(), 1, "{once}");
    }

    #[test]
    fn known_product_duplicate_is_info() {
        let text = r#"{"settings": [{"key": "Destination.Type", "value": "3", "dataType": "System.Int32"}, {"key": "Destination.Type", "value": "3", "dataType": "System.String"}]}"#;
        // A key that is misspelt is read as what was meant in this, too.
        for text in [text.to_owned(), text.replace("Destination.Type", "Destination.Tpye")] {
            let checked =
                Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
            let found = checked.diagnostics.iter().find(|found| found.rule == RULE.name).expect("finding");
            assert_eq!((found.severity, found.fix.as_ref()), (Severity::Info, None), "{text}");
        }
    }
}
