//! `misspelled-attribute`

use std::collections::HashSet;

use crate::catalog::Directory;
use crate::diagnostic::{Fix, Severity};
use crate::job::{Job, SideName};
use crate::rule::{Check, FixKind, Group, RuleContext, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "misspelled-attribute",
    group: Group::Mapping,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    superseded_by: &[],
    summary: "a destination attribute that is nearly one of the directory's",
    docs: r#"
The directory refuses an attribute that its schema does not have, or the product leaves it out: the
field stays empty. This rule knows the usual attributes of Active Directory (with those of Exchange and
Skype for Business) and of Entra ID, and speaks where a name is none of them and one or two letters from
exactly one.

Schemas can be extended. Names with a prefix of their own (`contoso-Rank`), names that differ in a digit,
and names that are merely similar are left alone.

## Wrong

```json
{
  "fieldsMap": [{ "sourceField": "Dept", "destinationField": "deparment", "objectType": 1 }],
  "settings": [{ "key": "Destination.ProviderName", "value": "Active Directory", "dataType": "System.String" }]
}
```

## Right

```json
{
  "fieldsMap": [{ "sourceField": "Dept", "destinationField": "department", "objectType": 1 }],
  "settings": [{ "key": "Destination.ProviderName", "value": "Active Directory", "dataType": "System.String" }]
}
```
"#,
    check: Check::Job(check),
};

fn check(job: &Job<'_>, report: &mut RuleContext<'_, '_>) {
    let Some(directory) = job.side(SideName::Destination).provider().and_then(Directory::from_provider) else { return };
    if directory == Directory::GoogleWorkspace {
        return; // How jobs write its attributes is not public.
    }
    let mut mapped: Option<HashSet<(Option<i64>, String)>> = None;
    for row in &job.rows {
        let (Some(field), Some(name)) = (row.destination_field, row.literal_destination()) else { continue };
        let Some(meant) = directory.closest_attribute(name) else { continue };
        let finding = report
            .report(field)
            .message(format!("{} has no attribute `{name}`", directory.name()))
            .label(format!("did you mean `{meant}`?"))
            .help(format!(
                "write `{meant}`, or make sure that your schema was extended by `{name}`: what the directory does \
                 not know is not filled"
            ));
        let mapped = mapped.get_or_insert_with(|| {
            job.rows.iter().map(|row| (row.type_number(), row.destination().trim().to_lowercase())).collect()
        });
        // Where the other is filled already, renaming would only make it a second time.
        if !mapped.contains(&(row.type_number(), meant.to_lowercase())) {
            finding.fix(Fix::unsafe_(format!("write `{meant}`")).replace(field.content_span(), meant));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::{Linter, FileOrigin, Scratch};
    use crate::rules::testing::Tester;

    /// A job with one row, for a destination.
    fn job(provider: &str, field: &str) -> String {
        format!(
            r#"{{"fieldsMap": [{{"destinationField": "{field}", "objectType": 1}}], "settings": [{{"key": "Destination.ProviderName", "value": "{provider}"}}]}}"#
        )
    }

    #[test]
    fn table() {
        let passing = [
            ("Active Directory", "GIVENNAME"),
            ("Active Directory", "extensionAttribute16"),
            ("Active Directory", "contoso-EmployeeRank"),
            ("Active Directory", "${FIELD}"),
            ("Active Directory", ""),
            ("Microsoft Entra ID", "accountenabled"),
            ("Microsoft Entra ID", "extension_4f2a_department"),
            // Columns, free schemas, and names that no page has.
            ("SQL Server", "givenNmae"),
            ("Generic LDAP", "givenNmae"),
            ("Google Workspace", "givenNmae"),
            ("PeopleSoft", "givenNmae"),
        ]
        .map(|(provider, field)| job(provider, field));
        let passing: Vec<&str> = passing.iter().map(String::as_str).collect();
        Tester(&RULE)
            .passes(&passing)
            .passes(&[r#"{"fieldsMap": [{"destinationField": "givenNmae"}]}"#])
            .fails(&[
                (&job("active directory", "givenNmae"), "/fieldsMap/0/destinationField", "\"givenNmae\""),
                (&job("Azure AD", "userPrincipalNam"), "/fieldsMap/0/destinationField", "\"userPrincipalNam\""),
                (&job("Active Directory", "mailNicname"), "/fieldsMap/0/destinationField", "\"mailNicname\""),
            ])
            .fixes(&[(&job("Active Directory", "samAcountName"), &job("Active Directory", "sAMAccountName"))])
            .check_doc_examples();
    }

    #[test]
    fn no_fix_that_would_duplicate_a_field() {
        let text = r#"{"fieldsMap": [{"destinationField": "department", "objectType": 1}, {"destinationField": "deparment", "objectType": 1}], "settings": [{"key": "Destination.ProviderName", "value": "Active Directory"}]}"#;
        let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let found: Vec<_> = checked.diagnostics.iter().filter(|found| found.rule == RULE.name).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].fix, None);
    }
}
