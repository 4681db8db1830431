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
    summary: "a script that no Visual Basic compiler takes",
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
                    // One word of another language is mostly used throughout: that is one mistake.
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

/// Places of one kind that are named and mended together.
const MAX_GROUPED: usize = 100;

/// Problems that are compared with a later one; more would be slow and help nobody.
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
            (format!("`==`{line} is not Visual Basic"), "write `=`: it compares and assigns")
        }
        NonVbToken::NotEquals => (format!("`!=`{line} is not Visual Basic"), "write `<>`"),
        NonVbToken::AndAnd => (
            format!("`&&`{line} is not Visual Basic"),
            "write `AndAlso` between conditions; texts are joined with one `&`",
        ),
        NonVbToken::OrOr => (format!("`||`{line} is not Visual Basic"), "write `OrElse`"),
        NonVbToken::SlashComment => {
            (format!("`{text}`{line} starts no comment in Visual Basic"), "comments start with `'`")
        }
        NonVbToken::Semicolon => (
            format!("`;`{line} is not Visual Basic"),
            "a statement ends with its line; several in one line are separated by `:`",
        ),
        NonVbToken::Increment => {
            (format!("`{text}`{line} is not Visual Basic"), "write `x += 1` or `x -= 1`")
        }
        NonVbToken::Index => {
            (format!("`[`{line} is no index in Visual Basic"), "items are taken with parentheses: `parts(0)`")
        }
        NonVbToken::Brace => (
            format!("`{text}`{line} marks no block in Visual Basic"),
            "blocks end with a word: `If … Then` with `End If`, `For` with `Next`",
        ),
        NonVbToken::Set => (
            format!("`Set`{line} is gone from Visual Basic .NET"),
            "assign objects like everything else: `x = …`",
        ),
        NonVbToken::Let => {
            (format!("`Let`{line} is gone from Visual Basic .NET"), "assign without it: `x = …`")
        }
        NonVbToken::Wend => {
            (format!("`Wend`{line} is gone from Visual Basic .NET"), "a `While` ends with `End While`")
        }
    };
    let fix = build_fix(script, what, &all);
    let mut diagnostic = ctx.report(Location::in_script(script, &first.range)).message(message).help(help);
    if let [_, others @ ..] = all.as_slice() {
        for other in others {
            diagnostic = diagnostic.related(Location::in_script(script, &other.range), "here, too");
        }
    }
    if let Some(fix) = fix {
        diagnostic.fix(fix);
    }
}

/// Every place of one kind as Visual Basic has it.
fn build_fix(script: &JobScript, what: NonVbToken, all: &[&ScriptError]) -> Option<Fix> {
    let span = |range| Location::in_script(script, &range).span();
    if what == NonVbToken::Index {
        let mut fix = Fix::unsafe_("index with parentheses");
        for problem in all {
            let behind = &script.text()[problem.range.end..];
            let close =
                behind.find(['[', ']', '\n', '\r', '"']).filter(|&at| behind[at..].starts_with(']'))?;
            let close = problem.range.end + close;
            fix = fix.replace(span(problem.range.clone()), "(").replace(span(close..close + 1), ")");
        }
        return Some(fix);
    }
    let replacement = what.replacement()?;
    let title = match what {
        NonVbToken::Semicolon => "remove `;`".to_owned(),
        NonVbToken::Set | NonVbToken::Let => "assign without the word".to_owned(),
        _ => format!("write `{replacement}`"),
    };
    let mut fix = Fix::unsafe_(title);
    for problem in all {
        let mut range = problem.range.clone();
        if replacement.is_empty() && what != NonVbToken::Semicolon {
            let behind = &script.text()[range.end..];
            range.end += behind.len() - behind.trim_start_matches([' ', '\t']).len();
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
            .message(format!("the string{line} is never closed"))
            .label("the closing quote is missing")
            .help("end it with `\"`; a quote inside a string is written twice: `\"\"`"),
        ScriptErrorKind::Unclosed { closing } => diagnostic
            .message(format!("`{text}`{line} is never closed"))
            .label(format!("`{closing}` is missing"))
            .help(format!("write the missing `{closing}` before the statement ends")),
        ScriptErrorKind::Unopened => diagnostic
            .message(format!("`{text}`{line} closes nothing"))
            .help("remove it, or write the `(` that belongs to it"),
        ScriptErrorKind::MissingOperand { quoted: true } => {
            let inner = text.trim_matches('\'').replace('"', "\"\"");
            let mut escaped = String::new();
            crate::text::escape_into(&format!("\"{inner}\""), &mut escaped);
            diagnostic
                .message(format!("`'`{line} starts a comment, and no value is left"))
                .label("a comment to Visual Basic")
                .help("strings stand in double quotes")
                .fix(Fix::unsafe_("use double quotes").replace(place.span(), escaped))
        }
        ScriptErrorKind::MissingOperand { quoted: false } => diagnostic
            .message(format!("nothing follows `{text}`{line}"))
            .label("a value is missing behind it")
            .help(format!("write what `{text}` is to be applied to, or remove it")),
        ScriptErrorKind::LineStartsWithOperator => diagnostic
            .message(format!("no statement starts with `{text}`{line}"))
            .label("the line before has ended")
            .help(format!("move `{text}` to the end of the line before, or end that line with ` _`")),
        ScriptErrorKind::UnclosedBlock { closer, found: seen } => {
            let diagnostic = diagnostic
                .message(format!("`{text}`{line} is never closed"))
                .label(format!("`{closer}` is missing"))
                .help(format!("write `{closer}` where it ends"));
            match seen {
                Some(seen) => diagnostic.related(
                    Location::in_script(script, seen),
                    format!("this belongs to a block around it, so that `{closer}` is due before"),
                ),
                None => diagnostic,
            }
        }
        ScriptErrorKind::UnopenedBlock { opener } => diagnostic
            .message(format!("`{text}`{line} closes nothing"))
            .label(format!("no `{opener}` is open here"))
            .help(match *opener {
                "If" => "remove it; an `If` with its statement behind `Then` in the same line has no `End If`".to_owned(),
                opener => format!("remove it, or write the `{opener}` that it belongs to"),
            }),
        ScriptErrorKind::Misplaced { block } => diagnostic
            .message(format!("`{text}`{line} stands outside of `{block}`"))
            .label(format!("no `{block}` is open here"))
            .help(match *block {
                "If" => "an `If` with its statement behind `Then` ends with its line: put the statement into a line of its own".to_owned(),
                block => format!("write the `{block}` that it belongs to"),
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
                // Another language is set, or what is set is filled in later.
                r#"{"fieldsMap": [{"transform": "Script:text=x = ("}], "settings": [{"key": "Destination.ScriptingLanguage", "value": "1"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=x = ("}], "settings": [{"key": "Destination.ScriptingLanguage", "value": "${LANGUAGE}"}]}"#,
                // Placeholders may be any code.
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
