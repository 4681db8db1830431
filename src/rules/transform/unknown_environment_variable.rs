//! `unknown-environment-variable`

use crate::catalog::{EnvVar, EnvVarScope, closest_env_var, env_var};
use crate::language::env_refs::{RefForm, VariableRef, variable_refs};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-environment-variable",
    group: Group::Transform,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    summary: "unknown, incomplete or account-specific environment variable",
    page: rule_page!("unknown-environment-variable"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for transform in job.transforms() {
        let Some(value) = transform.static_value().filter(|value| value.text.contains('%')) else { continue };
        // A password must not be quoted, not even in part.
        if transform.row.fills_password() {
            continue;
        }
        let Some(decoded) = transform.decoded() else { continue };
        for variable in variable_refs(value.text) {
            let start = value.range.start + variable.range.start;
            let end = value.range.start + variable.range.end;
            let location = Location::in_decoded_string(transform.value, &decoded, start..end);
            if is_valid(&variable) || ctx.contains_secret(location) {
                continue;
            }
            if variable.form == RefForm::Complete {
                report_variable(variable.name, location, ctx);
            } else {
                report_incomplete(&variable, location, ctx);
            }
        }
    }
}

/// Whether the reference is complete and its value does not depend on the account.
fn is_valid(variable: &VariableRef<'_>) -> bool {
    let is_constant = |known: &EnvVar| matches!(known.scope, EnvVarScope::Product | EnvVarScope::Machine);
    variable.form == RefForm::Complete && env_var(variable.name).is_some_and(is_constant)
}

fn report_incomplete(variable: &VariableRef<'_>, location: Location, ctx: &mut RuleContext) {
    let name = variable.name;
    let (sign, offset) = match variable.form {
        RefForm::Unclosed => ("closing", location.span().end),
        _ => ("opening", location.span().start),
    };
    ctx.report(location)
        .message(format!("variable `{name}` has no {sign} `%`"))
        .label("not replaced")
        .help(format!("write `%{name}%`: only a name between two percent signs is replaced"))
        .fix(Fix::unsafe_(format!("write `%{name}%`")).insert(offset, "%"));
}

fn report_variable(name: &str, location: Location, ctx: &mut RuleContext) {
    match (env_var(name), closest_env_var(name)) {
        (Some(EnvVar { scope: EnvVarScope::Product | EnvVarScope::Machine, .. }), _) => {}
        (Some(EnvVar { scope: EnvVarScope::Account, description, .. }), _) => {
            ctx.report(location)
                .severity(Severity::Info)
                .message(format!("`%{name}%` refers to the service account, so it is the same in every row"))
                .label(format!("{description} that runs the job"))
                .help(
                    "for a value of the synchronized user, use the row instead: with a Join, or a Script and \
                     `DTM.Source(\"…\")`",
                );
        }
        (Some(EnvVar { scope: EnvVarScope::CommandPrompt, .. }), closest) => {
            let message = format!("`%{name}%` exists only in the command prompt");
            report_unavailable(message, closest, location, ctx);
        }
        (None, closest @ Some(_)) => {
            let message = format!("Windows has no variable `%{name}%`");
            report_unavailable(message, closest, location, ctx);
        }
        (None, None) => {
            ctx.report(location)
                .severity(Severity::Info)
                .message(format!("`%{name}%` is not a standard Windows variable"))
                .help(
                    "define it for the machine on every server that runs the job: where it is not defined, \
                     it is not replaced",
                );
        }
    }
}

/// Reports a variable that is never replaced.
fn report_unavailable(message: String, closest: Option<&EnvVar>, location: Location, ctx: &mut RuleContext) {
    let finding = ctx.report(location).message(message).label("not replaced");
    match closest {
        Some(EnvVar { name, description, .. }) => finding
            .help(format!("did you mean `%{name}%` ({description})?"))
            .replace_unsafe(location, &format!("%{name}%")),
        None => finding.help("jobs cannot use such variables: write the value, or compute it in a Script"),
    };
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rules::builders::job;
    use crate::rules::testing::Tester;

    fn job_with_value(value: &str) -> String {
        job().transform(&format!("Static:value={value}")).text()
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for transform in [
            "Static:value=%computername% %Now% %SystemDrive%\\x %ProgramFiles(x86)%",
            "Static:value=100% of staff",
            "Static:value=20%",
            "Static:value=https://intranet.example.com/a%20b%2Fc",
            "Static:value=%",
            "Static:value=%%",
            "%X%",
            "Static:value=${HOST} {{ host.name }}",
            // Scripts are another language, and a Join contains names of fields.
            "Script:text=DTM.Result = DTM.ExpandVariables(\"%COMPUTER%\")",
            "Join:field=%COMPUTER%;separator=.;field=b",
        ] {
            tester.passes(&[&job().transform(transform).text()]);
        }
        for (source, destination, transform) in [
            ("", "password", "Static:value=%INITIAL_PASSWORD%"),
            ("", "unicodePwd", "Static:value=a%COMPUTER%b"),
            ("Password", "info", "Static:value=%COMPUTER%"),
        ] {
            let row =
                json!({ "sourceField": source, "destinationField": destination, "transform": transform });
            tester.passes(&[&job().row(row).text()]);
        }
        tester.passes(&[r#"{"fieldsMap": [{"transform": null}]}"#]).fails(&[(
            r#"{"fieldsMap": [{"transform": "Static:value=\u00e9 %Computer%\\x"}]}"#,
            "/fieldsMap/0/transform",
            "%Computer%",
        )]);
        for (value, marked) in [
            ("%DATE%", "%DATE%"),
            ("%RANDOM%", "%RANDOM%"),
            ("%temp%\\x", "%temp%"),
            ("%HR_SHARE%", "%HR_SHARE%"),
            ("at %NOW", "%NOW"),
            ("NOW% at", "NOW%"),
        ] {
            tester.fails(&[(&job_with_value(value), "/fieldsMap/0/transform", marked)]);
        }
        for (before, after) in [
            (r"\\%COMPUTER%\home", r"\\%COMPUTERNAME%\home"),
            ("at %NOW.", "at %NOW%."),
            ("at NOW%.", "at %NOW%."),
        ] {
            tester.fixes(&[(&job_with_value(before), &job_with_value(after))]);
        }
        tester.check_doc_examples();
    }

    #[test]
    fn warns_only_about_definite_errors() {
        for (value, severity) in [
            ("%COMPUTER%", Severity::Warning),
            ("%TIME%", Severity::Warning),
            ("%NOW", Severity::Warning),
            ("%USERNAME%", Severity::Info),
            ("%HR_SHARE%", Severity::Info),
            ("%OU%", Severity::Info),
        ] {
            let found = Tester::new(&RULE).findings(&job_with_value(value));
            assert_eq!(found[0].severity, severity, "{value}");
        }
    }
}
