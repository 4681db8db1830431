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
    summary: "misspelt destination attribute",
    page: rule_page!("misspelled-attribute"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let destination = job.side(SideName::Destination).provider();
    let Some(directory) = destination.and_then(Directory::from_provider) else { return };
    if directory == Directory::GoogleWorkspace {
        return; // Its attribute names in jobs are not documented.
    }
    let mut mapped: Option<HashSet<(Option<i64>, String)>> = None;
    for row in &job.rows {
        let (Some(field), Some(name)) = (row.destination_field, row.literal_destination()) else { continue };
        let Some(closest) = directory.closest_attribute(name) else { continue };
        let finding = ctx
            .report(field)
            .message(format!("{} has no attribute `{name}`", directory.name()))
            .label(format!("did you mean `{closest}`?"))
            .help(format!(
                "write `{closest}`, or make sure that your schema has been extended by `{name}`: unknown \
                 attributes are not written"
            ));
        let mapped = mapped.get_or_insert_with(|| {
            job.rows.iter().map(|row| (row.type_number(), row.destination().trim().to_lowercase())).collect()
        });
        // If the suggested attribute is already mapped, renaming would map it twice.
        if !mapped.contains(&(row.type_number(), closest.to_lowercase())) {
            finding.replace_unsafe(Location::string_content(field), closest);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rules::builders::job;
    use crate::rules::testing::Tester;

    fn job_with_field(provider: &str, field: &str) -> String {
        job().destination(provider).row(json!({ "destinationField": field, "objectType": 1 })).text()
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for (provider, field) in [
            ("Active Directory", "GIVENNAME"),
            ("Active Directory", "extensionAttribute16"),
            ("Active Directory", "contoso-EmployeeRank"),
            ("Active Directory", "${FIELD}"),
            ("Active Directory", ""),
            ("Microsoft Entra ID", "accountenabled"),
            ("Microsoft Entra ID", "extension_4f2a_department"),
            // Columns, custom schemas, and undocumented attribute names.
            ("SQL Server", "givenNmae"),
            ("Generic LDAP", "givenNmae"),
            ("Google Workspace", "givenNmae"),
            ("PeopleSoft", "givenNmae"),
        ] {
            tester.passes(&[&job_with_field(provider, field)]);
        }
        tester.passes(&[&job().row(json!({ "destinationField": "givenNmae" })).text()]);
        for (provider, field) in [
            ("active directory", "givenNmae"),
            ("Azure AD", "userPrincipalNam"),
            ("Active Directory", "mailNicname"),
        ] {
            let text = job_with_field(provider, field);
            tester.fails(&[(&text, "/fieldsMap/0/destinationField", &format!("\"{field}\""))]);
        }
        tester
            .fixes(&[(
                &job_with_field("Active Directory", "samAcountName"),
                &job_with_field("Active Directory", "sAMAccountName"),
            )])
            .check_doc_examples();
    }

    #[test]
    fn no_fix_that_would_duplicate_a_field() {
        let text = job()
            .destination("Active Directory")
            .row(json!({ "destinationField": "department", "objectType": 1 }))
            .row(json!({ "destinationField": "deparment", "objectType": 1 }))
            .text();
        let found = Tester::new(&RULE).findings(&text);
        assert_eq!(found.iter().map(|found| found.fix.as_ref()).collect::<Vec<_>>(), [None]);
    }
}
