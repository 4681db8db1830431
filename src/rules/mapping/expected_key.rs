//! `expected-key`

use crate::catalog::{Directory, expected_key};
use crate::job::{FieldRow, SideName};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "expected-key",
    group: Group::Mapping,
    severity: Severity::Warning,
    superseded_by: &["misspelled-attribute", "mandatory-attribute", "duplicate-destination"],
    summary: "key of an Entra ID object type is not its primary key",
    page: rule_page!("expected-key"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let directory = job.side(SideName::Destination).provider().and_then(Directory::from_provider);
    let Some(directory) = directory.filter(|directory| *directory == Directory::EntraId) else { return };
    for (number, option) in job.selected_types() {
        let expected = option.kind().and_then(|kind| expected_key(directory, kind));
        let Some(expected) = expected else { continue };
        let is_expected = |row: &&FieldRow<'_>| {
            row.literal_destination().is_some_and(|name| directory.refers_to(name, expected))
        };
        let rows = job.rows_for_type(number);
        let mut keys = rows.iter().filter(|row| row.is_key_field() == Some(true)).peekable();
        let Some(first) = keys.peek().copied() else { continue };
        let (Some(field), Some(name)) = (first.destination_field, first.literal_destination()) else {
            continue;
        };
        if keys.any(|row| is_expected(&row) || row.literal_destination().is_none()) {
            continue;
        }
        let finding = ctx
            .report(field)
            .message(format!(
                "the key of object type {} is `{name}` instead of `{expected}`",
                option.describe()
            ))
            .label("key field")
            .help(format!(
                "set `\"isKey\": true` on the row of `{expected}` and `false` here: Entra ID identifies \
                 these objects by `{expected}`, their primary key"
            ));
        let primary = rows.iter().find(|row| is_expected(row));
        match (primary.and_then(|row| row.destination_field), option.object_type) {
            (Some(primary), _) => drop(finding.related(primary, "this should be the key")),
            // Without a row for the primary key, `mandatory-attribute` is more specific.
            (None, Some(object_type)) => drop(finding.subject(object_type)),
            (None, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rules::builders::{JobBuilder, job};
    use crate::rules::testing::Tester;

    const ENTRA: &str = "Microsoft Entra ID";

    /// A job with rows for one object type, each with its `isKey`.
    fn job_with_keys(provider: &str, object: &str, rows: &[(&str, bool)]) -> String {
        let rows = rows
            .iter()
            .map(|(field, is_key)| json!({ "destinationField": field, "objectType": 3, "isKey": is_key }));
        rows.fold(job().destination(provider), JobBuilder::row)
            .object(json!({ "objectType": 3, "displayName": object, "isSelected": true, "isCreate": false }))
            .text()
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for (provider, object, rows) in [
            (ENTRA, "User", &[("userprincipalname", true)][..]),
            (ENTRA, "Mailbox-enabled User", &[("UserPrincipleName", true), ("mail", false)]),
            (ENTRA, "Group", &[("displayname", true)]),
            // Misspelt, a placeholder, no key, an unknown kind of object.
            (ENTRA, "User", &[("userPrincipalNam", true)]),
            (ENTRA, "User", &[("${KEY}", true)]),
            (ENTRA, "User", &[("mail", false)]),
            (ENTRA, "Device", &[("id", true)]),
            // `one-key-field` reports several keys.
            (ENTRA, "User", &[("mail", true), ("userPrincipalName", true)]),
            ("Active Directory", "User", &[("mail", true)]),
            ("Google Workspace", "User", &[("mail", true)]),
            ("SQL Server", "User", &[("mail", true)]),
        ] {
            tester.passes(&[&job_with_keys(provider, object, rows)]);
        }
        tester
            .fails(&[
                (
                    &job_with_keys(ENTRA, "User", &[("mail", true)]),
                    "/fieldsMap/0/destinationField",
                    "\"mail\"",
                ),
                (
                    &job_with_keys("azure", "GROUP", &[("displayName", false), ("mailNickname", true)]),
                    "/fieldsMap/1/destinationField",
                    "\"mailNickname\"",
                ),
            ])
            .check_doc_examples();
    }
}
