//! `script-syntax`

use crate::job::JobScript;
use crate::language::script::{NonVbToken, ScriptError, ScriptErrorKind};
use crate::rules::prelude::*;
use crate::text::escape_into;

pub(crate) static RULE: Rule = Rule {
    name: "script-syntax",
    group: Group::Script,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    tags: &[Tag::Syntax],
    summary: "script with a Visual Basic syntax error",
    page: rule_page!("script-syntax"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

/// Number of occurrences of one token that are reported and fixed together.
const MAX_GROUPED: usize = 100;

/// Number of earlier errors that each error is compared with, to keep the cost linear.
const MAX_COMPARED: usize = 200;

fn check(job: &Job, ctx: &mut RuleContext) {
    for script in job.scripts().parsed() {
        let errors = &script.script.errors;
        for (index, error) in errors.iter().enumerate() {
            let ScriptErrorKind::NonVbToken { token } = error.kind else {
                report_malformed(script, error, ctx);
                continue;
            };
            // A token of another language usually occurs throughout the script: report it once.
            if !errors[..index.min(MAX_COMPARED)].iter().any(|earlier| earlier.kind == error.kind) {
                report_non_vb_token(script, token, &errors[index..], ctx);
            }
        }
    }
}

fn report_non_vb_token(script: &JobScript, token: NonVbToken, rest: &[ScriptError], ctx: &mut RuleContext) {
    let kind = ScriptErrorKind::NonVbToken { token };
    let all: Vec<&ScriptError> = rest.iter().filter(|error| error.kind == kind).take(MAX_GROUPED).collect();
    let Some((first, others)) = all.split_first() else { return };
    let text = &script.text()[first.range.clone()];
    let line = script.describe_line(&first.range);
    let (reason, help) = describe_token(token);
    let mut diagnostic = ctx
        .report(Location::in_script(script, &first.range))
        .message(format!("`{text}`{line} {reason}"))
        .help(help);
    for other in others {
        diagnostic = diagnostic.related(Location::in_script(script, &other.range), "also here");
    }
    if let Some(fix) = build_fix(script, token, &all) {
        diagnostic.fix(fix);
    }
}

/// Returns the end of the message and the help.
fn describe_token(token: NonVbToken) -> (&'static str, &'static str) {
    const NOT_VB: &str = "is not Visual Basic";
    const REMOVED: &str = "is not supported in Visual Basic .NET";
    match token {
        NonVbToken::DoubleEquals => (NOT_VB, "write `=`, which compares and assigns"),
        NonVbToken::NotEquals => (NOT_VB, "write `<>`"),
        NonVbToken::AndAnd => {
            (NOT_VB, "write `AndAlso` between conditions; strings are joined with a single `&`")
        }
        NonVbToken::OrOr => (NOT_VB, "write `OrElse`"),
        NonVbToken::SlashComment => ("does not start a comment in Visual Basic", "start comments with `'`"),
        NonVbToken::Semicolon => (
            NOT_VB,
            "a statement ends at the end of the line; separate several statements on one line with `:`",
        ),
        NonVbToken::Increment => (NOT_VB, "write `x += 1` or `x -= 1`"),
        NonVbToken::Index => ("does not index in Visual Basic", "index with parentheses: `parts(0)`"),
        NonVbToken::Brace => (
            "does not delimit a block in Visual Basic",
            "blocks end with a keyword: `If … Then` with `End If`, `For` with `Next`",
        ),
        NonVbToken::Set => (REMOVED, "assign objects without `Set`: `x = …`"),
        NonVbToken::Let => (REMOVED, "assign without `Let`: `x = …`"),
        NonVbToken::Wend => (REMOVED, "end a `While` block with `End While`"),
    }
}

/// Replaces all occurrences of one token with Visual Basic syntax.
fn build_fix(script: &JobScript, token: NonVbToken, all: &[&ScriptError]) -> Option<Fix> {
    if token == NonVbToken::Index {
        return build_index_fix(script, all);
    }
    let replacement = token.replacement()?;
    let title = match token {
        NonVbToken::Semicolon => "remove `;`".to_owned(),
        NonVbToken::Set | NonVbToken::Let => "remove the keyword".to_owned(),
        _ => format!("write `{replacement}`"),
    };
    let mut fix = Fix::unsafe_(title);
    for error in all {
        let mut range = error.range.clone();
        if replacement.is_empty() && token != NonVbToken::Semicolon {
            let after = &script.text()[range.end..];
            range.end += after.len() - after.trim_start_matches([' ', '\t']).len();
        }
        fix = fix.replace(Location::in_script(script, &range).span(), replacement);
    }
    Some(fix)
}

fn build_index_fix(script: &JobScript, all: &[&ScriptError]) -> Option<Fix> {
    let span = |range| Location::in_script(script, &range).span();
    let mut fix = Fix::unsafe_("index with parentheses");
    for error in all {
        let after = &script.text()[error.range.end..];
        let close = after.find(['[', ']', '\n', '\r', '"']).filter(|&at| after[at..].starts_with(']'))?;
        let close = error.range.end + close;
        fix = fix.replace(span(error.range.clone()), "(").replace(span(close..close + 1), ")");
    }
    Some(fix)
}

fn report_malformed(script: &JobScript, error: &ScriptError, ctx: &mut RuleContext) {
    let text = script.text().get(error.range.clone()).unwrap_or_default();
    let line = script.describe_line(&error.range);
    let location = Location::in_script(script, &error.range);
    let diagnostic = ctx.report(location);
    match &error.kind {
        ScriptErrorKind::UnclosedString => diagnostic
            .message(format!("unterminated string{line}"))
            .label("missing closing quote")
            .help("close it with `\"`; write a quote inside a string twice: `\"\"`"),
        ScriptErrorKind::Unclosed { closing } => diagnostic
            .message(format!("unclosed `{text}`{line}"))
            .label(format!("missing `{closing}`"))
            .help(format!("add the missing `{closing}` before the end of the statement")),
        ScriptErrorKind::Unopened => {
            diagnostic.message(format!("unmatched `{text}`{line}")).help("remove it, or add the matching `(`")
        }
        ScriptErrorKind::MissingOperand { quoted: true } => {
            let string = format!("\"{}\"", text.trim_matches('\'').replace('"', "\"\""));
            let mut escaped = String::new();
            escape_into(&string, &mut escaped);
            diagnostic
                .message(format!("`'`{line} starts a comment, so the value is missing"))
                .label("comment in Visual Basic")
                .help("enclose strings in double quotes")
                .fix(Fix::unsafe_("use double quotes").replace(location.span(), escaped))
        }
        ScriptErrorKind::MissingOperand { quoted: false } => diagnostic
            .message(format!("missing value after `{text}`{line}"))
            .label("expected a value after this")
            .help(format!("add the missing operand of `{text}`, or remove it")),
        ScriptErrorKind::LineStartsWithOperator => diagnostic
            .message(format!("a statement cannot start with `{text}`{line}"))
            .label("the statement ended on the previous line")
            .help(format!("move `{text}` to the end of the previous line, or end that line with ` _`")),
        ScriptErrorKind::UnclosedBlock { closer, found } => {
            let diagnostic = diagnostic
                .message(format!("unclosed `{text}`{line}"))
                .label(format!("missing `{closer}`"))
                .help(format!("add `{closer}` at the end of the block"));
            let Some(found) = found else { return };
            let reason = format!("belongs to an enclosing block, so `{closer}` is expected before it");
            diagnostic.related(Location::in_script(script, found), reason)
        }
        ScriptErrorKind::UnopenedBlock { opener } => diagnostic
            .message(format!("unmatched `{text}`{line}"))
            .label(format!("no open `{opener}`"))
            .help(help_for_unopened(opener)),
        ScriptErrorKind::Misplaced { block } => diagnostic
            .message(format!("`{text}`{line} is outside of `{block}`"))
            .label(format!("no open `{block}`"))
            .help(help_for_misplaced(block)),
        ScriptErrorKind::NonVbToken { .. } => diagnostic,
    };
}

fn help_for_unopened(opener: &str) -> String {
    match opener {
        "If" => {
            "remove it; an `If` with its statement after `Then` on the same line has no `End If`".to_owned()
        }
        opener => format!("remove it, or add the matching `{opener}`"),
    }
}

fn help_for_misplaced(block: &str) -> String {
    match block {
        "If" => "an `If` with its statement after `Then` ends with the line: move the statement to a separate line"
            .to_owned(),
        block => format!("add the matching `{block}`"),
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
