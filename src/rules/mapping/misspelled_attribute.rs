//! `misspelled-attribute`

use std::collections::HashSet;

use crate::catalog::Directory;
use crate::job::SideName;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "misspelled-attribute",
    group: Group::Mapping,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    summary: "a destination attribute that is nearly one of the directory's",
    page: rule_page!("misspelled-attribute"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    let Some(directory) = job.side(SideName::Destination).provider().and_then(Directory::from_provider)
    else {
        return;
    };
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
    use crate::linter::{FileOrigin, Linter, Scratch};
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
        Tester::new(&RULE)
            .passes(&passing)
            .passes(&[r#"{"fieldsMap": [{"destinationField": "givenNmae"}]}"#])
            .fails(&[
                (&job("active directory", "givenNmae"), "/fieldsMap/0/destinationField", "\"givenNmae\""),
                (
                    &job("Azure AD", "userPrincipalNam"),
                    "/fieldsMap/0/destinationField",
                    "\"userPrincipalNam\"",
                ),
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
