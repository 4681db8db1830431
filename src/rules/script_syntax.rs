//! `script-syntax`

use crate::diagnostic::{Fix, Severity};
use crate::job::{Job, JobScript};
use crate::language::script::{Foreign, Problem, ProblemKind};
use crate::rule::{Check, FixKind, Group, Place, Reporter, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "script-syntax",
    group: Group::Script,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    gives_way_to: &[],
    summary: "a script that no Visual Basic compiler takes",
    docs: r#"
Scripts are written in Visual Basic .NET ("DTM Script"). A script that does not compile fails for every
row. What is found here are strings, parentheses and blocks that are never closed, and forms of other
languages: `==`, `!=`, `&&`, `||`, `//`, `;`, `x++`, `list[0]`, braces around blocks, strings in single
quotes, `Set x = …`, which left the language with Visual Basic 6 ("Visual Basic .NET Basics").

Nothing is said about an expression that is not understood, about a script with XML in it, or about
one with a placeholder such as `${CODE}` where code stands.

## Wrong

```json
{ "fieldsMap": [{ "destinationField": "cn", "transform": "Script:text=If DTM.Source(\"a\") == \"\" Then\n DTM.Result = \"x\"\nElse\n DTM.Result = \"y\"\nEnd If" }] }
```

```json
{ "fieldsMap": [{ "destinationField": "cn", "transform": "Script:text=DTM.Result = LCase(Trim(DTM.Source(\"cn\"))" }] }
```

## Right

```json
{ "fieldsMap": [{ "destinationField": "cn", "transform": "Script:text=If DTM.Source(\"a\") = \"\" Then\n DTM.Result = \"x\"\nElse\n DTM.Result = \"y\"\nEnd If" }] }
```
"#,
    check: Check::Job(check),
};

fn check(job: &Job<'_>, report: &mut Reporter<'_, '_>) {
    for script in job.scripts().understood() {
        let problems = &script.script.problems;
        for (index, problem) in problems.iter().enumerate() {
            match problem.kind {
                ProblemKind::Foreign { what } => {
                    // One word of another language is mostly used throughout: that is one mistake.
                    let same = |other: &&Problem| other.kind == problem.kind;
                    if !problems[..index.min(KINDS_LOOKED_BACK)].iter().any(|other| same(&other)) {
                        foreign(script, what, &problems[index..], report);
                    }
                }
                _ => malformed(script, problem, report),
            }
        }
    }
}

/// Places of one kind that are named and mended together.
const SHOWN_TOGETHER: usize = 100;

/// Problems that are compared with a later one; more would be slow and help nobody.
const KINDS_LOOKED_BACK: usize = 200;

fn foreign(script: &JobScript<'_>, what: Foreign, rest: &[Problem], report: &mut Reporter<'_, '_>) {
    let all: Vec<&Problem> = rest
        .iter()
        .filter(|problem| problem.kind == (ProblemKind::Foreign { what }))
        .take(SHOWN_TOGETHER)
        .collect();
    let Some(first) = all.first() else { return };
    let text = &script.text()[first.range.clone()];
    let line = script.in_line(&first.range);
    let (message, help) = match what {
        Foreign::DoubleEquals => (format!("`==`{line} is not Visual Basic"), "write `=`: it compares and assigns"),
        Foreign::NotEquals => (format!("`!=`{line} is not Visual Basic"), "write `<>`"),
        Foreign::AndAnd => (format!("`&&`{line} is not Visual Basic"), "write `AndAlso` between conditions; texts are joined with one `&`"),
        Foreign::OrOr => (format!("`||`{line} is not Visual Basic"), "write `OrElse`"),
        Foreign::SlashComment => (format!("`{text}`{line} starts no comment in Visual Basic"), "comments start with `'`"),
        Foreign::Semicolon => (format!("`;`{line} is not Visual Basic"), "a statement ends with its line; several in one line are separated by `:`"),
        Foreign::Increment => (format!("`{text}`{line} is not Visual Basic"), "write `x += 1` or `x -= 1`"),
        Foreign::Index => (format!("`[`{line} is no index in Visual Basic"), "items are taken with parentheses: `parts(0)`"),
        Foreign::Brace => (format!("`{text}`{line} marks no block in Visual Basic"), "blocks end with a word: `If … Then` with `End If`, `For` with `Next`"),
        Foreign::Set => (format!("`Set`{line} is gone from Visual Basic .NET"), "assign objects like everything else: `x = …`"),
        Foreign::Let => (format!("`Let`{line} is gone from Visual Basic .NET"), "assign without it: `x = …`"),
        Foreign::Wend => (format!("`Wend`{line} is gone from Visual Basic .NET"), "a `While` ends with `End While`"),
    };
    let fix = mended(script, what, &all);
    let mut finding = report.at(Place::in_script(script, &first.range)).say(message).help(help);
    if let [_, others @ ..] = all.as_slice() {
        for other in others {
            finding = finding.also(Place::in_script(script, &other.range), "here, too");
        }
    }
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}

/// Every place of one kind as Visual Basic has it.
fn mended(script: &JobScript<'_>, what: Foreign, all: &[&Problem]) -> Option<Fix> {
    let span = |range| Place::in_script(script, &range).span();
    if what == Foreign::Index {
        let mut fix = Fix::r#unsafe("index with parentheses");
        for problem in all {
            let behind = &script.text()[problem.range.end..];
            let close = behind.find(['[', ']', '\n', '\r', '"']).filter(|&at| behind[at..].starts_with(']'))?;
            let close = problem.range.end + close;
            fix = fix.replace(span(problem.range.clone()), "(").replace(span(close..close + 1), ")");
        }
        return Some(fix);
    }
    let replacement = what.replacement()?;
    let title = match what {
        Foreign::Semicolon => "remove `;`".to_owned(),
        Foreign::Set | Foreign::Let => "assign without the word".to_owned(),
        _ => format!("write `{replacement}`"),
    };
    let mut fix = Fix::r#unsafe(title);
    for problem in all {
        let mut range = problem.range.clone();
        if replacement.is_empty() && what != Foreign::Semicolon {
            let behind = &script.text()[range.end..];
            range.end += behind.len() - behind.trim_start_matches([' ', '\t']).len();
        }
        fix = fix.replace(span(range), replacement);
    }
    Some(fix)
}

fn malformed(script: &JobScript<'_>, problem: &Problem, report: &mut Reporter<'_, '_>) {
    let range = &problem.range;
    let text = script.text().get(range.clone()).unwrap_or_default();
    let line = script.in_line(range);
    let place = Place::in_script(script, range);
    let finding = report.at(place);
    match &problem.kind {
        ProblemKind::UnclosedString => finding
            .say(format!("the string{line} is never closed"))
            .label("the closing quote is missing")
            .help("end it with `\"`; a quote inside a string is written twice: `\"\"`"),
        ProblemKind::Unclosed { closing } => finding
            .say(format!("`{text}`{line} is never closed"))
            .label(format!("`{closing}` is missing"))
            .help(format!("write the missing `{closing}` before the statement ends")),
        ProblemKind::Unopened => finding
            .say(format!("`{text}`{line} closes nothing"))
            .help("remove it, or write the `(` that belongs to it"),
        ProblemKind::OperandMissing { quoted: true } => {
            let inner = text.trim_matches('\'').replace('"', "\"\"");
            let mut escaped = String::new();
            crate::text::escape_into(&format!("\"{inner}\""), &mut escaped);
            finding
                .say(format!("`'`{line} starts a comment, and no value is left"))
                .label("a comment to Visual Basic")
                .help("strings stand in double quotes")
                .fix(Fix::r#unsafe("use double quotes").replace(place.span(), escaped))
        }
        ProblemKind::OperandMissing { quoted: false } => finding
            .say(format!("nothing follows `{text}`{line}"))
            .label("a value is missing behind it")
            .help(format!("write what `{text}` is to be applied to, or remove it")),
        ProblemKind::LineStartsWithOperator => finding
            .say(format!("no statement starts with `{text}`{line}"))
            .label("the line before has ended")
            .help(format!("move `{text}` to the end of the line before, or end that line with ` _`")),
        ProblemKind::UnclosedBlock { closer, seen } => {
            let finding = finding
                .say(format!("`{text}`{line} is never closed"))
                .label(format!("`{closer}` is missing"))
                .help(format!("write `{closer}` where it ends"));
            match seen {
                Some(seen) => finding.also(
                    Place::in_script(script, seen),
                    format!("this belongs to a block around it, so that `{closer}` is due before"),
                ),
                None => finding,
            }
        }
        ProblemKind::UnopenedBlock { opener } => finding
            .say(format!("`{text}`{line} closes nothing"))
            .label(format!("no `{opener}` is open here"))
            .help(match *opener {
                "If" => "remove it; an `If` with its statement behind `Then` in the same line has no `End If`".to_owned(),
                opener => format!("remove it, or write the `{opener}` that it belongs to"),
            }),
        ProblemKind::Misplaced { block } => finding
            .say(format!("`{text}`{line} stands outside of `{block}`"))
            .label(format!("no `{block}` is open here"))
            .help(match *block {
                "If" => "an `If` with its statement behind `Then` ends with its line: put the statement into a line of its own".to_owned(),
                block => format!("write the `{block}` that it belongs to"),
            }),
        ProblemKind::Foreign { .. } => finding,
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::testing::Tester;

    #[test]
    fn table() {
        Tester(&RULE)
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
            .documented();
    }
}
