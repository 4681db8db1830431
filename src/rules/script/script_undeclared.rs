//! `script-undeclared`

use std::cell::OnceCell;

use crate::language::script::{Access, declared_names, undeclared_names};
use crate::rules::prelude::*;
use crate::text::closest_match;

pub(crate) static RULE: Rule = Rule {
    name: "script-undeclared",
    group: Group::Script,
    severity: Severity::Warning,
    summary: "undeclared variable",
    page: rule_page!("script-undeclared"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

/// Keywords of other languages, and their counterparts in Visual Basic.
const FOREIGN_NAMES: &[(&str, &str)] =
    &[("null", "Nothing"), ("none", "Nothing"), ("this", "Me"), ("nil", "Nothing")];

fn check(job: &Job, ctx: &mut RuleContext) {
    let scripts = job.scripts();
    for script in scripts.transforms() {
        let text = script.text();
        /// Number of declared names that an undeclared name is compared with.
        const MAX_COMPARED: usize = 500;
        let declared = OnceCell::new();
        for variable in
            undeclared_names(&script.script, text, |name| scripts.global_identifiers().contains(name))
        {
            // `script-unassigned-result` reports `Result` written instead of `DTM.Result`.
            let is_result = variable.name.eq_ignore_ascii_case("Result")
                && !script.script.references_to(text, "Result").any(|result| result.access != Access::Read);
            if is_result {
                continue;
            }
            let name = &variable.name;
            let line = script.describe_line(&variable.range);
            let diagnostic = ctx
                .report(Location::in_script(script, &variable.range))
                .message(format!("undeclared variable `{name}`{line}"));
            let foreign = FOREIGN_NAMES.iter().find(|(word, _)| word.eq_ignore_ascii_case(name));
            let declared = declared.get_or_init(|| declared_names(&script.script, text));
            let near = closest_match(name, declared.iter().take(MAX_COMPARED).map(String::as_str));
            match (foreign, near) {
                (Some((_, word)), _) => diagnostic.help(format!("in Visual Basic, write `{word}`")),
                (None, Some(near)) => diagnostic.help(format!(
                    "did you mean `{near}`? Otherwise declare it before it is used: `Dim {name} …`"
                )),
                (None, None) => diagnostic
                    .help(format!("declare it before it is used: `Dim {name} …`; enclose text in quotes")),
            };
        }
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
                r#"{"fieldsMap": [{"transform": "Script:text=Dim a, b As String\na = 1 : B = 2\nDTM.Result = [a] & b & vbCrLf & Now"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=For Each c As Char In \"x\"\nDTM.Result = c\nNext\nFor i = 1 To 3\nDTM.Result = i\nNext"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = CType(DTM.Source(\"a\"), Foo) & DTM.Source(\"b\").Trim & Bar"}], "settings": [{"key": "Destination.ExposedScriptCode", "value": "Module M\nPublic Bar = 1\nEnd Module"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=Result = DTM.Source(\"a\")"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = Regex.Replace(DTM.Source(\"a\"), \"x\", \"\", RegexOptions.IgnoreCase)"}]}"#,
            ])
            .fails(&[
                (r#"{"fieldsMap": [{"transform": "Script:text=first = DTM.Source(\"a\")\nDTM.Result = first"}]}"#, "/fieldsMap/0/transform", "first"),
                (r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = If(DTM.Source(\"a\") = null, \"\", \"b\")"}]}"#, "/fieldsMap/0/transform", "null"),
            ])
            .check_doc_examples();
    }
}
