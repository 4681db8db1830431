//! `script-forbidden`

use std::collections::BTreeMap;
use std::ops::Range;

use crate::catalog::FORBIDDEN_NAMESPACE;
use crate::job::JobScript;
use crate::language::script::{Keyword, Punct};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "script-forbidden",
    group: Group::Script,
    severity: Severity::Error,
    summary: "declaration, import or namespace that is not allowed in a transform script",
    page: rule_page!("script-forbidden"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for script in job.scripts().transforms() {
        let mut ranges: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
        let declared = script.script.declarations.iter().map(|routine| routine.keyword);
        let mut imports: Vec<usize> = Vec::new();
        for at in declared.chain(script.script.restricted_keywords.iter().copied()) {
            let Some(token) = script.script.tokens.get(at) else { continue };
            if token.is(Keyword::Imports) {
                imports.push(at);
            }
            if let Some(word) = keyword_spelling(token.keyword()) {
                ranges.entry(word).or_default().push(token.range());
            }
        }
        for (word, ranges) in ranges {
            report_forbidden(script, word, ranges, ctx);
        }
        check_directory_services(script, &imports, ctx);
    }
}

/// The usual spelling of a forbidden keyword.
fn keyword_spelling(keyword: Keyword) -> Option<&'static str> {
    Some(match keyword {
        Keyword::Sub => "Sub",
        Keyword::Function => "Function",
        Keyword::Class => "Class",
        Keyword::Module => "Module",
        Keyword::Namespace => "Namespace",
        Keyword::Imports => "Imports",
        Keyword::Option => "Option",
        Keyword::Static => "Static",
        Keyword::Shared => "Shared",
        Keyword::Structure => "Structure",
        Keyword::Enum => "Enum",
        Keyword::Interface => "Interface",
        Keyword::Property => "Property",
        _ => return None,
    })
}

fn report_forbidden(script: &JobScript, word: &str, mut ranges: Vec<Range<usize>>, ctx: &mut RuleContext) {
    /// Number of further occurrences that are listed.
    const MAX_RELATED: usize = 20;
    ranges.sort_by_key(|range| range.start);
    let Some((first, others)) = ranges.split_first() else { return };
    let line = script.describe_line(first);
    let help = match word {
        "Imports" => {
            "use the full name, such as `System.Data.DataSet`; System, System.Text, System.Text.RegularExpressions, \
             System.IO and System.Math are already imported"
        }
        "Option" => "remove it: the options of transform scripts are fixed (Explicit On, Strict Off)",
        "Static" | "Shared" => {
            "declare it with `Dim`, and store persistent values with `DTM.AddToContext` and `DTM.Context`"
        }
        "Sub" | "Function" => {
            "write its statements here, use a lambda (`Dim f = Function(x) …`), or declare it in the global script"
        }
        _ => "declare it in the global script",
    };
    let mut diagnostic = ctx
        .report(Location::in_script(script, first))
        .message(format!("`{word}`{line} is not allowed in a transform script"))
        .help(format!("the script is compiled as the body of a routine: {help}"));
    for other in others.iter().take(MAX_RELATED) {
        diagnostic = diagnostic.related(Location::in_script(script, other), "also here");
    }
}

/// Reports `System.DirectoryServices`, except in imports, which are already reported.
fn check_directory_services(script: &JobScript, imports: &[usize], ctx: &mut RuleContext) {
    let [first, second] = FORBIDDEN_NAMESPACE else { return };
    let tokens = &script.script.tokens;
    let text = script.text();
    let found = tokens.windows(3).enumerate().find(|(at, window)| {
        window[0].text(text).eq_ignore_ascii_case(first)
            && window[1].is_punct(Punct::Dot)
            && window[2].text(text).eq_ignore_ascii_case(second)
            && !at
                .checked_sub(1)
                .is_some_and(|before| imports.contains(&before) || tokens[before].is_punct(Punct::Dot))
    });
    let Some((at, _)) = found else { return };
    let range = script.script.range_of(&(at..at + 3));
    let line = script.describe_line(&range);
    ctx.report(Location::in_script(script, &range))
        .message(format!("`System.DirectoryServices`{line} is not allowed in scripts"))
        .help("use a directory tool declared in the global script, such as `ActiveDirectoryTool`");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                r#"{"fieldsMap": [{"transform": "Script:text=Dim f = Function(x) x & 1\nDim g = Sub()\nStop\nEnd Sub\nDTM.Result = f(1)"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=DTM.Result = \"Imports System.DirectoryServices\" ' Sub Main"}]}"#,
                r#"{"fieldsMap": [{"transform": "Script:text=If x Then Exit Sub\nDTM.Result = 1"}]}"#,
                r#"{"settings": [{"key": "Destination.ExposedScriptCode", "value": "Imports System.DirectoryServices\nModule M\nShared x As Integer\nSub A()\nEnd Sub\nEnd Module"}]}"#,
            ])
            .fails(&[
                (r#"{"fieldsMap": [{"transform": "Script:text=Private Function F(x)\nReturn x\nEnd Function\nDTM.Result = F(1)"}]}"#, "/fieldsMap/0/transform", "Function"),
                (r#"{"fieldsMap": [{"transform": "Script:text=Static n As Integer = 0\nDTM.Result = n"}]}"#, "/fieldsMap/0/transform", "Static"),
                (r#"{"fieldsMap": [{"transform": "Script:text=imports System.DirectoryServices\nImports System.IO\nDTM.Result = 1"}]}"#, "/fieldsMap/0/transform", "imports"),
            ])
            .check_doc_examples();
    }
}
