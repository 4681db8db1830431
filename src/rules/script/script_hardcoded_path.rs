//! `script-hardcoded-path`

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "script-hardcoded-path",
    group: Group::Script,
    severity: Severity::Info,
    summary: "script with a hard-coded drive or share",
    page: rule_page!("script-hardcoded-path"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    if !ctx.is_enabled(Severity::Info) {
        return;
    }
    for script in job.scripts().parsed() {
        for token in &script.script.tokens {
            let Some(value) = token.string_value(script.text()) else { continue };
            if !is_path(&value) {
                continue;
            }
            let range = token.range();
            let line = script.describe_line(&range);
            ctx
                .report(Location::in_script(script, &range))
                .message(format!("the hard-coded path{line} must exist on every server that runs the job"))
                .help("derive it from an environment variable with `DTM.ExpandVariables`, or document it for the next server \
                    migration");
        }
    }
}

/// Whether a text is a path such as `C:\folder` or `\\server\share`.
fn is_path(text: &str) -> bool {
    let bytes = text.as_bytes();
    let drive = matches!(bytes, [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic());
    let is_name = |part: &str| {
        part.len() > 1
            && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '$' | ' '))
    };
    let share = text.strip_prefix("\\\\").is_some_and(|rest| {
        let mut parts = rest.split('\\');
        parts.next().is_some_and(is_name) && parts.next().is_some_and(is_name)
    });
    drive || share
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = \"EXAMPLE\\\\ann\" & \"%SystemDrive%\\\\x\" & \"a:b\" ' C:\\x"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = Regex.IsMatch(\"a\", \"\\\\d+\\\\w\")"}]}"#,
            ])
            .fails(&[
                (r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = \"\\\\files.example.com\\home$\\\" & \"x\""}]}"#, "/fieldsMap/0/transform", r#"\"\\\\files.example.com\\home$\\\""#),
                (r#"{"settings": [{"key": "Destination.ExposedScriptCode", "value": "Module M\nConst Log = \"d:/log.txt\"\nEnd Module"}]}"#, "/settings/0/value", r#"\"d:/log.txt\""#),
            ])
            .check_doc_examples();
    }
}
