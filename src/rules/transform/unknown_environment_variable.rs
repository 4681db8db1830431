//! `unknown-environment-variable`

use crate::catalog::{EnvVar, EnvVarScope, closest_env_var, env_var};
use crate::language::env_refs::{RefForm, VariableRef, variable_refs};
use crate::rule::Location;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-environment-variable",
    group: Group::Transform,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    summary: "an environment variable that does not hold what it should",
    page: rule_page!("unknown-environment-variable"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, report: &mut RuleContext) {
    for transform in job.transforms() {
        let Some(part) = transform.static_value().filter(|part| part.text.contains('%')) else { continue };
        // What a password holds is nobody's business, and never named.
        if transform.row.fills_password() {
            continue;
        }
        let (value, Some(decoded)) = (transform.value, transform.decoded()) else { continue };
        for mention in variable_refs(part.text) {
            let (start, end) = (part.range.start + mention.range.start, part.range.start + mention.range.end);
            let place = Location::in_decoded_string(value, &decoded, start..end);
            if !is_valid(&mention) && !report.contains_secret(place) {
                report_reference(&mention, place, report);
            }
        }
    }
}

/// Whether a variable is written whole, and is the same for every account and everywhere.
fn is_valid(mention: &VariableRef<'_>) -> bool {
    let fine = |known: &EnvVar| matches!(known.scope, EnvVarScope::Product | EnvVarScope::Machine);
    mention.form == RefForm::Complete && env_var(mention.name).is_some_and(fine)
}

fn report_reference(mention: &VariableRef<'_>, place: Location, report: &mut RuleContext) {
    let name = mention.name;
    if mention.form != RefForm::Complete {
        let (which, at) = match mention.form {
            RefForm::Unclosed => ("closing", place.span().end),
            _ => ("opening", place.span().start),
        };
        report
            .report(place)
            .message(format!("variable `{name}` lacks its {which} `%`"))
            .label("stays in the text as it stands")
            .help(format!("write `%{name}%`: only a name between two percent signs is replaced"))
            .fix(Fix::unsafe_(format!("write `%{name}%`")).insert(at, "%"));
        return;
    }
    match env_var(name) {
        Some(EnvVar { scope: EnvVarScope::Product | EnvVarScope::Machine, .. }) => {}
        Some(known @ EnvVar { scope: EnvVarScope::Account, .. }) => {
            report
                .report(place)
                .severity(Severity::Info)
                .message(format!("`%{name}%` is that of the service account, the same in every row"))
                .label(format!("{} that runs the job", known.description))
                .help(
                    "if the synchronized user is meant, take the value from the row instead: \
                     with a Join, or a Script and `DTM.Source(\"…\")`",
                );
        }
        Some(_) => report_unknown(
            format!("`%{name}%` exists in the command prompt only"),
            closest_env_var(name),
            place,
            report,
        ),
        None => match closest_env_var(name) {
            meant @ Some(_) => {
                report_unknown(format!("Windows has no variable `%{name}%`"), meant, place, report)
            }
            None => {
                report
                    .report(place)
                    .severity(Severity::Info)
                    .message(format!("Windows has no variable `%{name}%` of its own"))
                    .help(
                        "define it for the machine on every server that runs the job; \
                         where it is not defined, it stays in the text as it was written",
                    );
            }
        },
    }
}

/// A variable that will not be replaced, with the one that was meant.
fn report_unknown(message: String, meant: Option<&EnvVar>, place: Location, report: &mut RuleContext) {
    let finding = report.report(place).message(message).label("stays in the text as it stands");
    match meant {
        Some(EnvVar { name, description: meaning, .. }) => finding
            .help(format!("did you mean `%{name}%` ({meaning})?"))
            .fix(Fix::unsafe_(format!("write `%{name}%`")).replace(place.span(), format!("%{name}%"))),
        None => finding.help("a job is no batch file: put the value there, or compute it in a Script"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                r#"{"fieldsMap": [{"transform": "Static:value=%computername% %Now% %SystemDrive%\\x %ProgramFiles(x86)%"}]}"#,
                r#"{"fieldsMap": [{"transform": "Static:value=100% of staff"}, {"transform": "Static:value=20%"}]}"#,
                r#"{"fieldsMap": [{"transform": "Static:value=https://intranet.example.com/a%20b%2Fc"}]}"#,
                r#"{"fieldsMap": [{"transform": "Static:value=%"}, {"transform": "Static:value=%%"}, {"transform": "%X%"}]}"#,
                r#"{"fieldsMap": [{"transform": "Static:value=${HOST} {{ host.name }}"}, {"transform": null}]}"#,
                // Scripts are another language, and Join holds names of fields.
                r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = DTM.ExpandVariables(\"%COMPUTER%\")"}]}"#,
                r#"{"fieldsMap": [{"transform": "Join:field=%COMPUTER%;separator=.;field=b"}]}"#,
                // A password is never taken apart.
                r#"{"fieldsMap": [{"destinationField": "password", "transform": "Static:value=%INITIAL_PASSWORD%"}]}"#,
                r#"{"fieldsMap": [{"destinationField": "unicodePwd", "transform": "Static:value=a%COMPUTER%b"}]}"#,
                r#"{"fieldsMap": [{"sourceField": "Password", "destinationField": "info", "transform": "Static:value=%COMPUTER%"}]}"#,
            ])
            .fails(&[
                (
                    r#"{"fieldsMap": [{"transform": "Static:value=\u00e9 %Computer%\\x"}]}"#,
                    "/fieldsMap/0/transform",
                    "%Computer%",
                ),
                (r#"{"fieldsMap": [{"transform": "Static:value=%DATE%"}]}"#, "/fieldsMap/0/transform", "%DATE%"),
                (r#"{"fieldsMap": [{"transform": "Static:value=%RANDOM%"}]}"#, "/fieldsMap/0/transform", "%RANDOM%"),
                (r#"{"fieldsMap": [{"transform": "static:value=%temp%\\x"}]}"#, "/fieldsMap/0/transform", "%temp%"),
                (r#"{"fieldsMap": [{"transform": "Static:value=%HR_SHARE%"}]}"#, "/fieldsMap/0/transform", "%HR_SHARE%"),
                (r#"{"fieldsMap": [{"transform": "Static:value=at %NOW"}]}"#, "/fieldsMap/0/transform", "%NOW"),
                (r#"{"fieldsMap": [{"transform": "Static:value=NOW% at"}]}"#, "/fieldsMap/0/transform", "NOW%"),
            ])
            .fixes(&[
                (
                    r#"{"fieldsMap": [{"transform": "Static:value=\\\\%COMPUTER%\\home"}]}"#,
                    r#"{"fieldsMap": [{"transform": "Static:value=\\\\%COMPUTERNAME%\\home"}]}"#,
                ),
                (
                    r#"{"fieldsMap": [{"transform": "Static:value=at %NOW."}]}"#,
                    r#"{"fieldsMap": [{"transform": "Static:value=at %NOW%."}]}"#,
                ),
                (
                    r#"{"fieldsMap": [{"transform": "Static:value=at NOW%."}]}"#,
                    r#"{"fieldsMap": [{"transform": "Static:value=at %NOW%."}]}"#,
                ),
            ])
            .check_doc_examples();
    }

    #[test]
    fn warns_only_about_definite_errors() {
        use crate::linter::{FileOrigin, Linter, Scratch};
        for (text, expected) in [
            ("%COMPUTER%", Severity::Warning),
            ("%TIME%", Severity::Warning),
            ("%NOW", Severity::Warning),
            ("%USERNAME%", Severity::Info),
            ("%HR_SHARE%", Severity::Info),
            ("%OU%", Severity::Info),
        ] {
            let job = format!(r#"{{"fieldsMap": [{{"transform": "Static:value={text}"}}]}}"#);
            let checked =
                Linter::default().lint(job.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
            let found = checked.diagnostics.iter().find(|found| found.rule == RULE.name).expect("finding");
            assert_eq!(found.severity, expected, "{text}");
        }
    }
}
