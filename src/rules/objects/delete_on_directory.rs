//! `delete-on-directory`

use crate::job::SideName;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "delete-on-directory",
    group: Group::Objects,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    superseded_by: &["provider-mismatch"],
    summary: "objects are deleted in a directory, which is only supported for tables",
    page: rule_page!("delete-on-directory"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    let destination = job.side(SideName::Destination);
    if !destination.is_directory() {
        return;
    }
    let provider = destination.provider().map_or("a directory", |provider| provider.name);
    for (_, option) in job.selected_objects().filter(|(_, option)| option.deletes() == Some(true)) {
        let Some(is_delete) = option.is_delete else { continue };
        ctx.report(is_delete)
            .subject(&destination)
            .message(format!("objects of type {} would be deleted in {provider}", option.describe()))
            .label("only supported for tables")
            .help(
                "set it to `false`: the product offers deletion only if the destination is a table; to retire an \
                 account in a directory, map the field `Disable Account`",
            )
            .replace_unsafe(is_delete, "false");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(provider: &str, members: &str) -> String {
        format!(
            r#"{{"objectsOption": [{{"objectType": 1, {members}}}], "settings": [{{"key": "Destination.ProviderName", "value": "{provider}", "dataType": "System.String"}}]}}"#
        )
    }

    #[test]
    fn table() {
        const DELETE: &str = r#""isSelected": true, "isDelete": true"#;
        const KEEP: &str = r#""isSelected": true, "isDelete": false"#;
        Tester::new(&RULE)
            .passes(&[
                &job("SQL Server", DELETE),
                &job("Microsoft Excel", DELETE),
                &job("SCIM", DELETE),
                &job("PeopleSoft", DELETE),
                &job("${PROVIDER}", DELETE),
                &job("Active Directory", KEEP),
                &job("Active Directory", r#""isSelected": false, "isDelete": true"#),
                &job("Active Directory", r#""isSelected": true, "isDelete": "true""#),
                &job("Active Directory", r#""isSelected": true"#),
            ])
            .fails(&[
                (&job("Google Workspace", DELETE), "/objectsOption/0/isDelete", "true"),
                (&job("generic ldap", r#""isDelete": true"#), "/objectsOption/0/isDelete", "true"),
                (
                    r#"{"objectsOption": [{"objectType": 1, "isDelete": true}], "settings": [{"key": "Destination.ProviderType", "value": "1"}, {"key": "Destination.IsTableProvider", "value": "False"}]}"#,
                    "/objectsOption/0/isDelete",
                    "true",
                ),
            ])
            .fixes(&[(&job("Active Directory", DELETE), &job("Active Directory", KEEP))])
            .check_doc_examples();
    }
}
