//! `same-source-and-destination`

use crate::catalog::{ProviderClass, SideSetting};
use crate::job::Side;
use crate::language::distinguished_name;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "same-source-and-destination",
    group: Group::Provider,
    severity: Severity::Warning,
    superseded_by: &["provider-mismatch", "provider-id-mismatch", "duplicate-setting"],
    summary: "source and destination are the same container or table",
    page: rule_page!("same-source-and-destination"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let [source, destination] = job.sides();
    // A data source and an identity store can have the same id, so the classes must also agree.
    let Some(class) = source.class().filter(|class| destination.class() == Some(*class)) else { return };
    if !is_same_store(&source, &destination) {
        return;
    }
    let key = match class {
        ProviderClass::Directory => SideSetting::CONTAINER,
        ProviderClass::Table => SideSetting::TABLE,
    };
    let (Some(read), Some(written)) = (source.text(key), destination.text(key)) else { return };
    let is_same = match class {
        ProviderClass::Directory => is_same_container(&read, &written),
        ProviderClass::Table => normalized_table(&read).eq(normalized_table(&written)),
    };
    if !is_same || job.has_placeholder(&read) || job.has_placeholder(&written) {
        return;
    }
    let (Some(from), Some(to)) = (source.setting(key), destination.setting(key)) else { return };
    let (Some(from_value), Some(to_value)) = (from.setting_value, to.setting_value) else { return };
    let shown = ctx.quote(to_value);
    let key_word = key.name.to_ascii_lowercase();
    let mut diagnostic = ctx
        .report(to_value)
        .message(format!("source and destination are the same {key_word} {shown}"))
        .label("the job writes here")
        .help(format!("choose a different {key_word}, or a different data source or identity store by its id: otherwise the \
            job reads what it writes"))
        .related(from_value, "the job reads here")
.subject(&source)
.subject(&destination);

    for key in from.key.into_iter().chain(to.key) {
        diagnostic = diagnostic.subject(key);
    }
}

fn is_same_store(source: &Side, destination: &Side) -> bool {
    let providers_agree = match (source.provider(), destination.provider()) {
        (Some(source), Some(destination)) => source.name == destination.name,
        _ => true,
    };
    providers_agree && source.instance_id().is_some_and(|id| destination.instance_id() == Some(id))
}

fn is_same_container(first: &str, second: &str) -> bool {
    match (distinguished_name::parse(first), distinguished_name::parse(second)) {
        (Ok(first), Ok(second)) => first == second,
        _ => first.trim().eq_ignore_ascii_case(second.trim()),
    }
}

/// Removes brackets, quotes and a trailing `$` from a table name and converts it to lower case.
fn normalized_table(table: &str) -> impl Iterator<Item = char> {
    let letters = table.trim().trim_end_matches('$').chars();
    letters.filter(|letter| !"[]\"`'".contains(*letter)).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::builders;
    use crate::rules::testing::Tester;

    /// Takes the id, provider, and container or table of source and destination.
    fn job(key: &str, source: [&str; 3], destination: [&str; 3]) -> String {
        let mut job = builders::job();
        for (prefix, [id, provider, location]) in [("Source", source), ("Destination", destination)] {
            job = job
                .setting(&format!("{prefix}.Type"), id)
                .setting(&format!("{prefix}.ProviderName"), provider)
                .setting(&format!("{prefix}.{key}"), location);
        }
        job.text()
    }

    #[test]
    fn table() {
        let staff = ["11", "Active Directory", "OU=Staff,DC=example,DC=com"];
        Tester::new(&RULE)
            .passes(&[
                // Different container, different store, different provider.
                &job("Container", staff, ["11", "Active Directory", "OU=Leavers,DC=example,DC=com"]),
                &job("Container", staff, ["12", "Active Directory", "OU=Staff,DC=example,DC=com"]),
                &job("Container", staff, ["11", "Microsoft Entra ID", "OU=Staff,DC=example,DC=com"]),
                &job("Table", ["4", "Microsoft Excel", "Staff"], ["4", "Microsoft Access", "Staff"]),
                &job("Table", ["4", "Microsoft Excel", "Staff"], ["4", "Microsoft Excel", "Staff2"]),
                &job("Table", ["4", "Microsoft Excel", "${T}"], ["4", "Microsoft Excel", "${T}"]),
                &job("Table", ["x", "Microsoft Excel", "T"], ["x", "Microsoft Excel", "T"]),
                &job("Table", ["4", "Unknown", "T"], ["4", "Unknown", "T"]),
                // Nothing to compare.
                &job("Container", ["5", "Generic LDAP", ""], ["5", "Generic LDAP", ""]),
            ])
            .fails(&[
                (
                    &job("Container", staff, ["11", "active directory", "ou=staff, dc=example, dc=com"]),
                    "/settings/5/value",
                    "\"ou=staff, dc=example, dc=com\"",
                ),
                (
                    &job("Table", ["4", "Microsoft Excel", "Staff"], ["04", "Excel", "staff$"]),
                    "/settings/5/value",
                    "\"staff$\"",
                ),
                (
                    &job("Table", ["4", "SQL Server", "[dbo].[Staff]"], ["4", "SQL Server", "dbo.Staff"]),
                    "/settings/5/value",
                    "\"dbo.Staff\"",
                ),
            ])
            .check_doc_examples();
    }
}
