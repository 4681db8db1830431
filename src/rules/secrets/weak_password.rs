//! `weak-password`

use crate::catalog::{MIN_PASSWORD_LENGTH, Provider, REQUIRED_CHARACTER_CLASSES, count_character_classes};
use crate::job::{PasswordOptions, SideName};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "weak-password",
    group: Group::Secrets,
    severity: Severity::Warning,
    summary: "static password that Active Directory is likely to reject",
    page: rule_page!("weak-password"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    if !job.side(SideName::Destination).is_provider(Provider::ACTIVE_DIRECTORY) {
        return;
    }
    for transform in job.transforms().iter().filter(|transform| transform.row.fills_password()) {
        let (Some(password), Some(field)) = (transform.static_value(), transform.row.destination_field)
        else {
            continue;
        };
        let options = job.password_options_of(&transform.row);
        let is_generated = options.is_some_and(PasswordOptions::generates_password);
        if is_generated || password.text.is_empty() || job.has_placeholder(password.text) {
            continue;
        }
        let weaknesses = weaknesses(password.text);
        if weaknesses.is_empty() {
            continue;
        }
        let Some(location) = Location::in_transform(transform, password) else { continue };
        let name = ctx.quote(field);
        ctx.report(location)
            .message(format!("the password for {name} has {}", weaknesses.join(" and ")))
            .label("weak, and readable by everyone who can read the file")
            .help(
                "use capital letters, small letters and digits or symbols: otherwise, no account is \
                 created; keep the password out of the file with a placeholder that is replaced at \
                 submission, such as `Static:value=${INITIAL_PASSWORD}`",
            );
    }
}

/// Why Active Directory rejects a password if complexity is enabled.
fn weaknesses(password: &str) -> Vec<String> {
    let mut weaknesses = Vec::new();
    let count = count_character_classes(password);
    if count < REQUIRED_CHARACTER_CLASSES {
        let classes = if count == 1 { "class" } else { "classes" };
        weaknesses.push(format!(
            "characters of only {count} {classes} (Active Directory requires {REQUIRED_CHARACTER_CLASSES})"
        ));
    }
    if password.chars().count() < MIN_PASSWORD_LENGTH {
        weaknesses.push(format!("fewer than {MIN_PASSWORD_LENGTH} characters"));
    }
    weaknesses
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::linter::{FileOrigin, Linter, Scratch};
    use crate::rules::builders::job;
    use crate::rules::testing::Tester;

    const AD: &str = "Active Directory";

    fn job_with_row(provider: &str, field: &str, transform: &str, options: &str) -> String {
        let row = json!({ "destinationField": field, "transform": transform, "options": options });
        job().destination(provider).row(row).text()
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        let unused_generator = r#"{"includeUppercaseAlphabets":true,"includeSpecialSymbols":true,"passwordLength":40,"passwordType":0}"#;
        for (provider, field, transform, options) in [
            (AD, "password", "Static:value=webdir123R", unused_generator),
            (AD, "password", "Static:value=Ab1-ef", ""),
            (AD, "password", "Static:value=", ""),
            (AD, "password", "Static:value=${PW}", ""),
            (AD, "password", "Static:value={{ pw }}", ""),
            (AD, "password", "Static:value=%PW%", ""),
            (AD, "password", "Script:text=DTM.Result = \"abc\"", ""),
            (AD, "password", "Static:value=abc", r#"{"passwordType":1}"#),
            (AD, "pwdLastSet", "Static:value=0", ""),
            ("Azure", "password", "Static:value=abc", ""),
            ("SQL Server", "Password", "Static:value=abc", ""),
            ("${DESTINATION}", "password", "Static:value=abc", ""),
        ] {
            tester.passes(&[&job_with_row(provider, field, transform, options)]);
        }
        let without_provider = json!({ "destinationField": "password", "transform": "Static:value=abc" });
        tester.passes(&[&job().row(without_provider).text()]);
        for (password, marked) in
            [("password123", "password123"), ("Ab1-", "Ab1-"), ("a", "a"), (r#"abc"defg"#, r#"abc\"defg"#)]
        {
            let transform = format!("Static:value={password}");
            let text = job_with_row("microsoft active directory", "unicodePwd", &transform, unused_generator);
            tester.fails(&[(&text, "/fieldsMap/0/transform", marked)]);
        }
        tester.check_doc_examples();
    }

    #[test]
    fn reports_weak_password_once_without_revealing_it() {
        let text = job_with_row(AD, "password", "Static:value=qwertz", "");
        let result = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let rules = result.diagnostics.iter().map(|found| found.rule);
        assert_eq!(rules.filter(|rule| rule.ends_with("-password")).collect::<Vec<_>>(), ["weak-password"]);
        assert!(!format!("{:?}", result.diagnostics).contains("qwertz"));
    }
}
