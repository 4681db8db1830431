//! `plaintext-password`

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "plaintext-password",
    group: Group::Secrets,
    severity: Severity::Warning,
    superseded_by: &["weak-password"],
    summary: "password in plain text",
    page: rule_page!("plaintext-password"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for transform in job.transforms().iter().filter(|transform| transform.row.fills_password()) {
        let (Some(password), Some(field)) = (transform.static_value(), transform.row.destination_field)
        else {
            continue;
        };
        if password.text.is_empty() || job.has_placeholder(password.text) {
            continue;
        }
        let Some(location) = Location::in_transform(transform, password) else { continue };
        let name = ctx.quote(field);
        ctx.report(location)
            .message(format!("the password for {name} is in plain text"))
            .label("readable by everyone who can read the file")
            .help(
                "use a placeholder that is replaced at submission, such as \
                 `Static:value=${INITIAL_PASSWORD}`, and change the password if this was ever committed",
            );
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rules::builders::job;
    use crate::rules::testing::Tester;

    fn job_with_row(field: &str, transform: &str) -> String {
        job().row(json!({ "destinationField": field, "transform": transform })).text()
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for (field, transform) in [
            ("password", "Static:value="),
            ("password", "Static:value={{ vault.hr }}"),
            ("password", "Static:value=%INITIAL_PASSWORD%"),
            ("password", "Script:text=DTM.Result = DTM.Source(\"Pw\")"),
            ("password", ""),
            ("pwdLastSet", "Static:value=0"),
            ("groupType", "Static:value=8"),
        ] {
            tester.passes(&[&job_with_row(field, transform)]);
        }
        tester
            .fails(&[
                (
                    &job_with_row("unicodePwd", "Static:value=Win\"ter"),
                    "/fieldsMap/0/transform",
                    "Win\\\"ter",
                ),
                (&job_with_row("PASSWORD", "static:value=x"), "/fieldsMap/0/transform", "x"),
            ])
            .check_doc_examples();
    }
}
