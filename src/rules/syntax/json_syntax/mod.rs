//! `json-syntax`

mod embedded;
mod fixes;
mod messages;

use crate::json::{SyntaxError, SyntaxErrorKind};
use crate::rules::prelude::*;

pub(crate) use embedded::first_embedded_error;
use fixes::fix;
use messages::{help, marked_span, message};

pub(crate) static RULE: Rule = Rule {
    name: "json-syntax",
    group: Group::Syntax,
    severity: Severity::Error,
    fix: FixKind::SafeOrUnsafe,
    tags: &[Tag::Syntax],
    summary: "invalid JSON",
    page: rule_page!("json-syntax"),
    check: Check::Syntax(check),
    ..Rule::DEFAULT
};

fn check(error: &SyntaxError, ctx: &mut RuleContext) {
    if error.kind == SyntaxErrorKind::TooDeep {
        return;
    }
    let text = ctx.document().text();
    let container = NodeRef::new(ctx.document(), error.container);
    let mut diagnostic = ctx
        .report_bytes(Location::with_span(container, marked_span(error, text)))
        .message(message(error, text))
        .help(help(error.kind));
    if let Some(fix) = fix(error, text) {
        diagnostic = diagnostic.fix(fix);
    }
    if error.kind == SyntaxErrorKind::MismatchedClose {
        diagnostic.related(Location::opening_bracket(container), "the open bracket");
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
                r#"{"isTemplate": false}"#,
                "{\"isTemplate\": 1e999, \"hasAccess\": \"\\ud800\"}",
                // Not a job.
                "{ // a comment\n \"compilerOptions\": {}, }",
            ])
            .fails(&[
                (r#"{"isTemplate": false,}"#, "", ","),
                (r#"{"isTemplate": false "hasAccess": true}"#, "", ""),
                (r#"{"fieldsMap": [1,, 2]}"#, "/fieldsMap", ","),
                (r#"{"isTemplate": True}"#, "", "True"),
                (r#"{"jobInfo": {"name": "Hire}}"#, "/jobInfo", "\"Hire"),
                (r#"{"isTemplate": false} x"#, "", "x"),
                ("", "", ""),
            ])
            .fixes(&[
                (r#"{"isTemplate": false,}"#, r#"{"isTemplate": false}"#),
                (r#"{"isTemplate": false "a": 1}"#, r#"{"isTemplate": false, "a": 1}"#),
                (r#"{'isTemplate': 0}"#, r#"{"isTemplate": 0}"#),
                (r#"{"isTemplate": None}"#, r#"{"isTemplate": null}"#),
                ("{\"isTemplate\": 0 /* x */}", "{\"isTemplate\": 0 }"),
            ])
            .check_doc_examples();
    }
}
