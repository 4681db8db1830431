//! `member-case`

use crate::rules::prelude::*;
use crate::schema::{UnknownMember, Violation};

pub(crate) static RULE: Rule = Rule {
    name: "member-case",
    group: Group::Schema,
    severity: Severity::Warning,
    fix: FixKind::Safe,
    summary: "member name in the wrong case",
    page: rule_page!("member-case"),
    check: Check::Schema(check),
    ..Rule::DEFAULT
};

fn check(violation: &Violation, ctx: &mut RuleContext) {
    let Violation::UnknownMember(UnknownMember { name, suggestion: Some(suggestion), .. }) = violation else {
        return;
    };
    let name = NodeRef::new(ctx.document(), *name);
    let written = name.string().unwrap_or_default();
    if written.eq_ignore_ascii_case(suggestion) {
        ctx.report_bytes(name)
            .message(format!("member `{written}` should be spelled `{suggestion}`"))
            .help(format!(
                "write `{suggestion}`: the server seems to accept any case, but tools that read the file do not"
            ))
            .fix(
                Fix::safe(format!("rename to `{suggestion}`")).replace(name.content_span(), *suggestion),
            );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[r#"{"isTemplate": false, "comment": 1}"#])
            .fails(&[
                (r#"{"jobinfo": {}}"#, "/jobinfo", "\"jobinfo\""),
                (r#"{"fieldsMap": [{"IsKey": true}]}"#, "/fieldsMap/0/IsKey", "\"IsKey\""),
            ])
            .fixes(&[(r#"{"jobinfo": {}}"#, r#"{"jobInfo": {}}"#)])
            .check_doc_examples();
    }
}
