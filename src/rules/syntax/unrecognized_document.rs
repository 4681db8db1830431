//! `unrecognized-document`

use crate::diagnostic::Diagnostic;
use crate::json::{Document, NodeId, NodeKind};
use crate::rules::prelude::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    name: "unrecognized-document",
    group: Group::Syntax,
    severity: Severity::Warning,
    summary: "requested file is neither a job nor a collection",
    page: rule_page!("unrecognized-document"),
    check: Check::External,
    ..Rule::DEFAULT
};

/// Makes the diagnostic, which marks the first character of the document.
pub(crate) fn diagnostic(document: &Document<'_>) -> Diagnostic {
    let start = document.span(NodeId::ROOT).start;
    let help = match document.kind(NodeId::ROOT) {
        NodeKind::Array => {
            "a file contains one job or one collection: put each job of this array into its own file"
        }
        _ => {
            "a job has members such as `jobInfo`, `fieldsMap` and `settings`; exclude the file if it is not a job"
        }
    };
    Diagnostic {
        help: Some(help.to_owned()),
        ..Diagnostic::new(
            RULE.name,
            RULE.severity,
            Span::new(start, start.saturating_add(1)),
            "neither a Synchronize job nor a job collection: the file was not checked",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::{FileOrigin, Linter, Scratch};
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[r#"{"isTemplate": false}"#, "", "\u{1}"])
            .fails(&[
                (r#"{"name": "x"}"#, "", "{"),
                ("[1, 2,]", "", "["),
                ("{ // comment\n}", "", "{"),
                ("7", "", "7"),
            ])
            .check_doc_examples();
    }

    #[test]
    fn skips_discovered_files() {
        for text in ["{\"name\": 1, // x\n}", "[1,", "", "\u{0}\u{1}"] {
            let checked =
                Linter::default().lint(text.as_bytes(), FileOrigin::Discovered, &mut Scratch::default());
            assert!(checked.is_skipped && checked.diagnostics.is_empty(), "{text}");
        }
    }
}
