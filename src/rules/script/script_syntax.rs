//! `script-syntax`

use crate::job::JobScript;
use crate::language::script::{NonVbToken, ScriptError, ScriptErrorKind};
use crate::rule::Location;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "script-syntax",
    group: Group::Script,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    summary: "script with a Visual Basic syntax error",
    page: rule_page!("script-syntax"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for script in job.scripts().parsed() {
        let problems = &script.script.errors;
        for (index, problem) in problems.iter().enumerate() {
            match problem.kind {
                ScriptErrorKind::NonVbToken { token: what } => {
                    // A token of another language usually occurs throughout the script: report it once.
                    let same = |other: &&ScriptError| other.kind == problem.kind;
                    if !problems[..index.min(MAX_COMPARED)].iter().any(|other| same(&other)) {
                        report_foreign(script, what, &problems[index..], ctx);
                    }
                }
                _ => report_malformed(script, problem, ctx),
            }
        }
    }
}

/// Number of occurrences of one token that are reported and fixed together.
const MAX_GROUPED: usize = 100;

/// Number of earlier errors that each error is compared with, to keep the cost linear.
const MAX_COMPARED: usize = 200;

fn report_foreign(script: &JobScript, what: NonVbToken, rest: &[ScriptError], ctx: &mut RuleContext) {
    let all: Vec<&ScriptError> = rest
        .iter()
        .filter(|problem| problem.kind == (ScriptErrorKind::NonVbToken { token: what }))
        .take(MAX_GROUPED)
        .collect();
    let Some(first) = all.first() else { return };
    let text = &script.text()[first.range.clone()];
    let line = script.describe_line(&first.range);
    let (message, help) = match what {
        NonVbToken::DoubleEquals => {
            (format!("`==`{line} is not Visual Basic"), "write `=`, which compares and assigns")
        }
        NonVbToken::NotEquals => (format!("`!=`{line} is not Visual Basic"), "write `<>`"),
        NonVbToken::AndAnd => (
            format!("`&&`{line} is not Visual Basic"),
            "write `AndAlso` between conditions; strings are joined with a single `&`",
        ),
        NonVbToken::OrOr => (format!("`||`{line} is not Visual Basic"), "write `OrElse`"),
        NonVbToken::SlashComment => {
            (format!("`{text}`{line} does not start a comment in Visual Basic"), "start comments with `'`")
        }
        NonVbToken::Semicolon => (
            format!("`;`{line} is not Visual Basic"),
            "a statement ends at the end of the line; separate several statements on one line with `:`",
        ),
        NonVbToken::Increment => {
            (format!("`{text}`{line} is not Visual Basic"), "write `x += 1` or `x -= 1`")
        }
        NonVbToken::Index => {
            (format!("`[`{line} does not index in Visual Basic"), "index with parentheses: `parts(0)`")
        }
        NonVbToken::Brace => (
            format!("`{text}`{line} does not delimit a block in Visual Basic"),
            "blocks end with a keyword: `If … Then` with `End If`, `For` with `Next`",
        ),
        NonVbToken::Set => (
            format!("`Set`{line} is not supported in Visual Basic .NET"),
            "assign objects without `Set`: `x = …`",
        ),
        NonVbToken::Let => {
            (format!("`Let`{line} is not supported in Visual Basic .NET"), "assign without `Let`: `x = …`")
        }
        NonVbToken::Wend => (
            format!("`Wend`{line} is not supported in Visual Basic .NET"),
            "end a `While` block with `End While`",
        ),
    };
    let fix = build_fix(script, what, &all);
    let mut diagnostic = ctx.report(Location::in_script(script, &first.range)).message(message).help(help);
    if let [_, others @ ..] = all.as_slice() {
        for other in others {
            diagnostic = diagnostic.related(Location::in_script(script, &other.range), "also here");
        }
    }
    if let Some(fix) = fix {
        diagnostic.fix(fix);
    }
}

/// Replaces all occurrences of one token with Visual Basic syntax.
fn build_fix(script: &JobScript, what: NonVbToken, all: &[&ScriptError]) -> Option<Fix> {
    let span = |range| Location::in_script(script, &range).span();
    if what == NonVbToken::Index {
        let mut fix = Fix::unsafe_("index with parentheses");
        for problem in all {
            let after = &script.text()[problem.range.end..];
            let close = after.find(['[', ']', '\n', '\r', '"']).filter(|&at| after[at..].starts_with(']'))?;
            let close = problem.range.end + close;
            fix = fix.replace(span(problem.range.clone()), "(").replace(span(close..close + 1), ")");
        }
        return Some(fix);
    }
    let replacement = what.replacement()?;
    let title = match what {
        NonVbToken::Semicolon => "remove `;`".to_owned(),
        NonVbToken::Set | NonVbToken::Let => "remove the keyword".to_owned(),
        _ => format!("write `{replacement}`"),
    };
    let mut fix = Fix::unsafe_(title);
    for problem in all {
        let mut range = problem.range.clone();
        if replacement.is_empty() && what != NonVbToken::Semicolon {
            let after = &script.text()[range.end..];
            range.end += after.len() - after.trim_start_matches([' ', '\t']).len();
        }
        fix = fix.replace(span(range), replacement);
    }
    Some(fix)
}

fn report_malformed(script: &JobScript, problem: &ScriptError, ctx: &mut RuleContext) {
    let range = &problem.range;
    let text = script.text().get(range.clone()).unwrap_or_default();
    let line = script.describe_line(range);
    let place = Location::in_script(script, range);
    let diagnostic = ctx.report(place);
    match &problem.kind {
        ScriptErrorKind::UnclosedString => diagnostic
            .message(format!("unterminated string{line}"))
            .label("missing closing quote")
            .help("close it with `\"`; write a quote inside a string twice: `\"\"`"),
        ScriptErrorKind::Unclosed { closing } => diagnostic
            .message(format!("unclosed `{text}`{line}"))
            .label(format!("missing `{closing}`"))
            .help(format!("add the missing `{closing}` before the end of the statement")),
        ScriptErrorKind::Unopened => diagnostic
            .message(format!("unmatched `{text}`{line}"))
            .help("remove it, or add the matching `(`"),
        ScriptErrorKind::MissingOperand { quoted: true } => {
            let inner = text.trim_matches('\'').replace('"', "\"\"");
            let mut escaped = String::new();
            crate::text::escape_into(&format!("\"{inner}\""), &mut escaped);
            diagnostic
                .message(format!("`'`{line} starts a comment, so the value is missing"))
                .label("comment in Visual Basic")
                .help("enclose strings in double quotes")
                .fix(Fix::unsafe_("use double quotes").replace(place.span(), escaped))
        }
        ScriptErrorKind::MissingOperand { quoted: false } => diagnostic
            .message(format!("missing value after `{text}`{line}"))
            .label("expected a value after this")
            .help(format!("add the missing operand of `{text}`, or remove it")),
        ScriptErrorKind::LineStartsWithOperator => diagnostic
            .message(format!("a statement cannot start with `{text}`{line}"))
            .label("the statement ended on the previous line")
            .help(format!("move `{text}` to the end of the previous line, or end that line with ` _`")),
        ScriptErrorKind::UnclosedBlock { closer, found: seen } => {
            let diagnostic = diagnostic
                .message(format!("unclosed `{text}`{line}"))
                .label(format!("missing `{closer}`"))
                .help(format!("add `{closer}` at the end of the block"));
            match seen {
                Some(seen) => diagnostic.related(
                    Location::in_script(script, seen),
                    format!("belongs to an enclosing block, so `{closer}` is expected before it"),
                ),
                None => diagnostic,
            }
        }
        ScriptErrorKind::UnopenedBlock { opener } => diagnostic
            .message(format!("unmatched `{text}`{line}"))
            .label(format!("no open `{opener}`"))
            .help(match *opener {
                "If" => "remove it; an `If` with its statement after `Then` on the same line has no `End If`".to_owned(),
                opener => format!("remove it, or add the matching `{opener}`"),
            }),
        ScriptErrorKind::Misplaced { block } => diagnostic
            .message(format!("`{text}`{line} is outside of `{block}`"))
            .label(format!("no open `{block}`"))
            .help(match *block {
                "If" => "an `If` with its statement after `Then` ends with the line: move the statement to a separate line".to_owned(),
                block => format!("add the matching `{block}`"),
            }),
        ScriptErrorKind::NonVbToken { .. } => diagnostic,
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
                r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = \"a;b == c\" ' don't"}]}"#,
                // The scripting language is not Visual Basic, or is a placeholder.
                r#"{"fieldsMap": [{"transform": "Script:text=x = ("}], "settings": [{"key": "Destination.ScriptingLanguage", "value": "1"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=x = ("}], "settings": [{"key": "Destination.ScriptingLanguage", "value": "${LANGUAGE}"}]}"#,
                // A placeholder can stand for any code.
                r#"{"fieldsMap": [{"transform": "Script:text=If ${CONDITION} Then"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=If {{ condition }} Then"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = <a>it's</a>.Value"}]}"#,
                r#"{"settings": [{"key": "Destination.ExposedScriptCode", "value": ""}]}"#,
            ])
            .fails(&[
                (r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = (\"é\""}]}"#, "/fieldsMap/0/transform", "("),
                (r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = \"${NAME}"}]}"#, "/fieldsMap/0/transform", r#"\"${NAME}"#),
                (r#"{"fieldsMap": [{"transform": "Script:text=If a Then\r\nDTM.Result = 1\r\nElse\r\nDTM.Result = 2"}]}"#, "/fieldsMap/0/transform", "If"),
                (
                    r#"{"settings": [{"key": "Destination.ExposedScriptCode", "value": "Module M\n Sub A()\n End If\n End Sub\nEnd Module"}]}"#,
                    "/settings/0/value",
                    "End If",
                ),
            ])
            .fixes(&[
                (
                    r#"{"fieldsMap": [{"transform": "Script:text=Dim a = \"x\".Split(\".\")\nDTM.Result = a[0] & a[i]"}]}"#,
                    r#"{"fieldsMap": [{"transform": "Script:text=Dim a = \"x\".Split(\".\")\nDTM.Result = a(0) & a(i)"}]}"#,
                ),
                (
                    r#"{"fieldsMap": [{"transform": "Script:text=Set x = 1\nDTM.Result = x"}]}"#,
                    r#"{"fieldsMap": [{"transform": "Script:text=x = 1\nDTM.Result = x"}]}"#,
                ),
                (
                    r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = 'abc'"}]}"#,
                    r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = \"abc\""}]}"#,
                ),
            ])
            .check_doc_examples();
    }
}
