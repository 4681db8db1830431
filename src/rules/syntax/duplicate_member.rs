//! `duplicate-member`

use crate::diagnostic::{Diagnostic, Related};
use crate::json::{Document, Duplicate};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-member",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "a member stands twice in one object",
    page: rule_page!("duplicate-member"),
    check: Check::Builtin,
    ..Rule::DEFAULT
};

/// The finding: at the later one, relating the first.
pub(crate) fn report(document: &Document<'_>, duplicate: &Duplicate) -> Diagnostic {
    let name = document.string(duplicate.name).unwrap_or_default();
    let message = format!("member `{name}` stands twice in this object");
    Diagnostic {
        pointer: document.pointer(duplicate.name),
        label: Some("this one wins".into()),
        help: Some("keep one of the two: readers take the last and drop the other without a word".to_owned()),
        related: vec![Related {
            span: document.span(duplicate.first),
            pointer: document.pointer(duplicate.first),
            message: "first here".to_owned(),
            other_file: None,
        }],
        ..Diagnostic::new(RULE.name, RULE.severity, document.span(duplicate.name), message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[r#"{"fieldsMap": [{"id": 1}, {"id": 1}], "isTemplate": false}"#])
            .fails(&[
                (r#"{"isTemplate": 1, "isTemplate": 1}"#, "/isTemplate", "\"isTemplate\""),
                (r#"{"fieldsMap": [{"id": 1, "i\u0064": 2}]}"#, "/fieldsMap/0/id", "\"i\\u0064\""),
            ])
            .check_doc_examples();
    }
}
