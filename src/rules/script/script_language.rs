//! `script-language`

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "script-language",
    group: Group::Script,
    severity: Severity::Warning,
    summary: "Python script in a job that uses Visual Basic",
    page: rule_page!("script-language"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for script in job.scripts().all() {
        let Some(range) = &script.python_line else { continue };
        ctx
            .report(Location::in_script(script, range))
            .message("the script is written in Python, but the scripting language of the job is Visual Basic")
            .label("not valid Visual Basic")
            .help("rewrite it in Visual Basic, or select Python as the scripting language of the job in the portal");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                r#"{"fieldsMap": [{"transform": "Script:text=def f(x):\n return x"}], "settings": [{"key": "Destination.ScriptingLanguage", "value": "1"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=' if so:\nDTM.Result = \"def f(x):\""}]}"#,
            ])
            .fails(&[(
                r#"{"fieldsMap": [{"transform": "Script:text=x = 1\n  elif x: # \u00e9"}]}"#,
                "/fieldsMap/0/transform",
                r"elif x: # \u00e9",
            )])
            .check_doc_examples();
    }
}
