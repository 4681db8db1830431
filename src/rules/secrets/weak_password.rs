//! `weak-password`

use crate::catalog::{MIN_PASSWORD_LENGTH, REQUIRED_CHARACTER_CLASSES, count_character_classes};
use crate::job::{PasswordOptions, RowTransform, SideName, has_placeholder};
use crate::rule::Location;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "weak-password",
    group: Group::Secrets,
    severity: Severity::Warning,
    summary: "a typed password that Active Directory is likely to refuse",
    page: rule_page!("weak-password"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    let destination = job.side(SideName::Destination).provider();
    if destination.is_none_or(|provider| provider.name != "Active Directory") {
        return;
    }
    for transform in job.transforms().iter().filter(|transform| transform.row.fills_password()) {
        let (Some(password), Some(field)) = (transform.static_value(), transform.row.destination_field)
        else {
            continue;
        };
        let generated = generates(job, transform);
        if generated || password.text.is_empty() || has_placeholder(password.text) {
            continue;
        }
        let classes = count_character_classes(password.text);
        let short = password.text.chars().count() < MIN_PASSWORD_LENGTH;
        let mut lacks = Vec::new();
        if classes < REQUIRED_CHARACTER_CLASSES {
            let kinds = if classes == 1 { "kind" } else { "kinds" };
            lacks.push(format!(
                "characters of {classes} {kinds} where Active Directory asks for {REQUIRED_CHARACTER_CLASSES}"
            ));
        }
        if short {
            lacks.push(format!("fewer than {MIN_PASSWORD_LENGTH} characters"));
        }
        if lacks.is_empty() {
            continue;
        }
        let Some(decoded) = transform.decoded() else { continue };
        let name = report.quote(field);
        report
            .report(Location::in_decoded_string(transform.value, &decoded, password.range.clone()))
            .message(format!("the password for {name} has {}", lacks.join(", and ")))
            .label("weak, and readable by everyone who can read the file")
            .help(
                "choose one with capital letters, small letters and digits or symbols, or no account is made; \
                 keep it out of the file: write a placeholder that is filled in at submission, such as \
                 `Static:value=${INITIAL_PASSWORD}`",
            );
    }
}

/// Whether the product makes up a password for the row.
fn generates(job: &Job, transform: &RowTransform<'_>) -> bool {
    job.password_options_of(&transform.row).is_some_and(PasswordOptions::generates_password)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(provider: &str, field: &str, transform: &str, options: &str) -> String {
        format!(
            r#"{{"fieldsMap": [{{"destinationField": "{field}", "transform": "{transform}", "options": "{options}"}}], "settings": [{{"key": "Destination.ProviderName", "value": "{provider}"}}]}}"#
        )
    }

    #[test]
    fn table() {
        let ad = "Active Directory";
        let own = r#"{\"includeUppercaseAlphabets\":true,\"includeSpecialSymbols\":true,\"passwordLength\":40,\"passwordType\":0}"#;
        for text in [
            job(ad, "password", "Static:value=webdir123R", own),
            job(ad, "password", "Static:value=Ab1-ef", ""),
            job(ad, "password", "Static:value=", ""),
            job(ad, "password", "Static:value=${PW}", ""),
            job(ad, "password", "Static:value={{ pw }}", ""),
            job(ad, "password", "Static:value=%PW%", ""),
            job(ad, "password", "Script:text=DTM.Result = \\\"abc\\\"", ""),
            job(ad, "password", "Static:value=abc", r#"{\"passwordType\":1}"#),
            job(ad, "pwdLastSet", "Static:value=0", ""),
            job("Azure", "password", "Static:value=abc", ""),
            job("SQL Server", "Password", "Static:value=abc", ""),
            job("${DESTINATION}", "password", "Static:value=abc", ""),
            r#"{"fieldsMap": [{"destinationField": "password", "transform": "Static:value=abc"}]}"#
                .to_owned(),
        ] {
            Tester::new(&RULE).passes(&[&text]);
        }
        for (password, token) in
            [("password123", "password123"), ("Ab1-", "Ab1-"), ("a", "a"), (r#"abc\"defg"#, r#"abc\"defg"#)]
        {
            let text =
                job("microsoft active directory", "unicodePwd", &format!("Static:value={password}"), own);
            Tester::new(&RULE).fails(&[(&text, "/fieldsMap/0/transform", token)]);
        }
        Tester::new(&RULE).check_doc_examples();
    }

    #[test]
    fn reports_weak_password_once_without_revealing_it() {
        use crate::linter::{FileOrigin, Linter, Scratch};
        let text = job("Active Directory", "password", "Static:value=qwertz", "");
        let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let about: Vec<&str> = checked
            .diagnostics
            .iter()
            .map(|found| found.rule)
            .filter(|rule| rule.ends_with("-password"))
            .collect();
        assert_eq!(about, ["weak-password"]);
        assert!(!format!("{:?}", checked.diagnostics).contains("qwertz"));
    }
}
