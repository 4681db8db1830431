//! `unknown-member`

use crate::rules::prelude::*;
use crate::schema::{UnknownMember, Violation};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-member",
    group: Group::Schema,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    summary: "unknown member",
    page: rule_page!("unknown-member"),
    check: Check::Schema(check),
    ..Rule::DEFAULT
};

fn check(violation: &Violation, ctx: &mut RuleContext) {
    let Violation::UnknownMember(UnknownMember { name, suggestion, .. }) = violation else { return };
    let name = NodeRef::new(ctx.document(), *name);
    let written = name.string().unwrap_or_default();
    if suggestion.is_some_and(|suggestion| suggestion.eq_ignore_ascii_case(&written)) {
        // See `member-case`.
        return;
    }
    let diagnostic = ctx.report_bytes(name).message(format!("unknown member `{written}`"));
    match suggestion {
        Some(suggestion) => diagnostic
            .help(format!(
                "did you mean `{suggestion}`? Its value was checked as `{suggestion}`; \
                 the product ignores unknown members"
            ))
            .fix(Fix::unsafe_(format!("rename to `{suggestion}`")).replace(name.content_span(), *suggestion)),
        None => diagnostic.help("remove it: the product ignores unknown members"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::{FileOrigin, Linter, Scratch};
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        Tester::new(&RULE)
            .passes(&[
                r#"{"$schema": "x", "isTemplate": false}"#,
                r#"{"count": 1, "status": 0, "data": {"isTemplate": false}}"#,
                r#"{"ISTEMPLATE": false}"#,
            ])
            .fails(&[
                (r#"{"fieldsMap": [{"transfrom": ""}]}"#, "/fieldsMap/0/transfrom", "\"transfrom\""),
                (r#"{"jobInfo": {"nmae": "x"}}"#, "/jobInfo/nmae", "\"nmae\""),
                (r#"{"isTemplate": false, "comment": "x"}"#, "/comment", "\"comment\""),
                (r#"{"jobCollectionInfo": {"naem": 1}}"#, "/jobCollectionInfo/naem", "\"naem\""),
            ])
            .fixes(&[(r#"{"jobInfo": {"nmae": "x"}}"#, r#"{"jobInfo": {"name": "x"}}"#)])
            .check_doc_examples();
    }

    #[test]
    fn checks_value_under_corrected_name() {
        let text = r#"{"isTemplate": false, "hasAcces": "yes"}"#;
        let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let wrong: Vec<&str> = checked
            .diagnostics
            .iter()
            .filter(|found| found.rule == "wrong-type")
            .map(|found| found.pointer.as_str())
            .collect();
        assert_eq!(wrong, ["/hasAcces"]);
        let missing = checked.diagnostics.iter().find(|found| found.rule == "missing-member");
        assert!(!missing.expect("others are missing").message.contains("hasAccess"));
    }
}
