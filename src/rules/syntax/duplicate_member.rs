//! `duplicate-member`

use crate::json::Duplicate;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-member",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "duplicate member of an object",
    page: rule_page!("duplicate-member"),
    check: Check::Duplicate(check),
    ..Rule::DEFAULT
};

fn check(duplicate: &Duplicate, ctx: &mut RuleContext) {
    let document = ctx.document();
    let name = document.string(duplicate.name).unwrap_or_default();
    ctx.report_bytes(NodeRef::new(document, duplicate.name))
        .message(format!("duplicate member `{name}`"))
        .label("this one wins")
        .help("keep one of the two: readers take the last and silently ignore the other")
        .related(NodeRef::new(document, duplicate.first), "first here");
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
