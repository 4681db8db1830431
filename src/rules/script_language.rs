//! `script-language`

use crate::diagnostic::Severity;
use crate::job::Job;
use crate::rule::{Check, FixKind, Group, Location, RuleContext, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "script-language",
    group: Group::Script,
    severity: Severity::Warning,
    fix: FixKind::None,
    superseded_by: &[],
    summary: "a script is written in Python where Visual Basic is set",
    docs: r#"
Scripts are Visual Basic .NET or Python, as the job says ("Object Fields and Mapping"); a
`Destination.ScriptingLanguage` of `0`, as in all published jobs, is Visual Basic. A script in the other
language fails for every row. Which number stands for Python is not public: choose the language in the
portal.

## Wrong

```json
{ "fieldsMap": [{ "destinationField": "cn", "transform": "Script:text=if DTM.Source(\"a\") == \"\":\n  DTM.Result = \"x\"\nelse:\n  DTM.Result = \"y\"" }] }
```

## Right

```json
{ "fieldsMap": [{ "destinationField": "cn", "transform": "Script:text=If DTM.Source(\"a\") = \"\" Then\n  DTM.Result = \"x\"\nElse\n  DTM.Result = \"y\"\nEnd If" }] }
```
"#,
    check: Check::Job(check),
};

fn check(job: &Job<'_>, report: &mut RuleContext<'_, '_>) {
    for script in job.scripts().all() {
        let Some(range) = &script.python_line else { continue };
        report
            .report(Location::in_script(script, range))
            .message("the script is written in Python, and the job's scripts are Visual Basic")
            .label("Visual Basic has no such line")
            .help("write it in Visual Basic, or choose Python as the scripting language of the job in the portal");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester(&RULE)
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
