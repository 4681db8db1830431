//! `expected-key`

use crate::catalog::{Directory, expected_key};
use crate::job::{FieldRow, SideName};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "expected-key",
    group: Group::Mapping,
    severity: Severity::Warning,
    superseded_by: &["misspelled-attribute", "mandatory-attribute", "duplicate-destination"],
    summary: "an Entra ID object type with another key than its primary one",
    page: rule_page!("expected-key"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    let Some(directory) = job.side(SideName::Destination).provider().and_then(Directory::from_provider)
    else {
        return;
    };
    if directory != Directory::EntraId {
        return;
    }
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
        let finding = report
            .report(field)
            .message(format!("object type {} is keyed on `{name}` instead of `{expected}`", option.describe()))
            .label("the key")
            .help(format!(
                "set `\"isKey\": true` on the row of `{expected}` and `false` here: it is the primary key that Entra ID \
                 finds these objects by"
            ));
        let primary = rows.iter().find(|row| is_expected(row));
        match (primary.and_then(|row| row.destination_field), option.object_type) {
            (Some(primary), _) => drop(finding.related(primary, "this should be the key")),
            // It has no row at all: whoever misses it speaks of this, too.
            (None, Some(object_type)) => drop(finding.subject(object_type)),
            (None, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    /// A job with the key fields `keys`, for an object type.
    fn job(provider: &str, object: &str, fields: &[(&str, bool)]) -> String {
        let rows: Vec<String> = fields
            .iter()
            .map(|(field, key)| {
                format!(r#"{{"destinationField": "{field}", "objectType": 3, "isKey": {key}}}"#)
            })
            .collect();
        format!(
            r#"{{"fieldsMap": [{}], "objectsOption": [{{"objectType": 3, "displayName": "{object}", "isSelected": true, "isCreate": false}}], "settings": [{{"key": "Destination.ProviderName", "value": "{provider}"}}]}}"#,
            rows.join(", ")
        )
    }

    #[test]
    fn table() {
        let entra = "Microsoft Entra ID";
        let passing = [
            job(entra, "User", &[("userprincipalname", true)]),
            job(entra, "Mailbox-enabled User", &[("UserPrincipleName", true), ("mail", false)]),
            job(entra, "Group", &[("displayname", true)]),
            // Misspelt, filled in at submission, without a key, of an unknown kind.
            job(entra, "User", &[("userPrincipalNam", true)]),
            job(entra, "User", &[("${KEY}", true)]),
            job(entra, "User", &[("mail", false)]),
            job(entra, "Device", &[("id", true)]),
            // Several keys are one-key-field's.
            job(entra, "User", &[("mail", true), ("userPrincipalName", true)]),
            job("Active Directory", "User", &[("mail", true)]),
            job("Google Workspace", "User", &[("mail", true)]),
            job("SQL Server", "User", &[("mail", true)]),
        ];
        let passing: Vec<&str> = passing.iter().map(String::as_str).collect();
        Tester::new(&RULE)
            .passes(&passing)
            .fails(&[
                (&job(entra, "User", &[("mail", true)]), "/fieldsMap/0/destinationField", "\"mail\""),
                (
                    &job("azure", "GROUP", &[("displayName", false), ("mailNickname", true)]),
                    "/fieldsMap/1/destinationField",
                    "\"mailNickname\"",
                ),
            ])
            .check_doc_examples();
    }
}
