//! `missing-member`

use crate::json::{Document, NodeId};
use crate::rules::prelude::*;
use crate::schema::{MissingMember, Violation};
use crate::text::{Span, quoted_list};

pub(crate) static RULE: Rule = Rule {
    name: "missing-member",
    group: Group::Schema,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    summary: "missing required member",
    page: rule_page!("missing-member"),
    check: Check::Schema(check),
    ..Rule::DEFAULT
};

fn check(violation: &Violation, ctx: &mut RuleContext) {
    let Violation::MissingMembers { object, members } = violation else { return };
    let (document, object) = (ctx.document(), *object);
    let names: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
    let (plural, them) = if names.len() == 1 { ("", "it") } else { ("s", "them") };
    let owner = document.member_name(object);
    let place = match owner {
        Some(name) => format!(" in `{}`", document.name(name)),
        None if object == NodeId::ROOT => String::new(),
        None => " in this entry".to_owned(),
    };
    let value = NodeRef::new(document, object);
    let location =
        if owner.is_some() { Location::member_name(value) } else { Location::opening_bracket(value) };
    let diagnostic = ctx
        .report_bytes(location)
        .message(format!("missing member{plural} {}{place}", quoted_list(&names, "and")))
        .help(format!(
            "every published job has {them}, even if empty; \
             it is not documented whether the server accepts a job without {them}"
        ));
    if let Some(fix) = insert_defaults(document, object, members) {
        diagnostic.fix(fix);
    }
}

/// Inserts the default of each missing member after the last member, in the layout of the first one.
fn insert_defaults(document: &Document<'_>, object: NodeId, members: &[MissingMember]) -> Option<Fix> {
    let mut text = String::new();
    let open = document.span(object).start.checked_add(1)?;
    let first = document.members(object).next().map(|(name, _)| document.span(name).start);
    let layout = Span::new(open, first.unwrap_or(open)).slice(document.text());
    for MissingMember { name, default } in members {
        let default = default.as_ref()?;
        let comma = if text.is_empty() && first.is_none() { "" } else { "," };
        let space = if layout.is_empty() && !comma.is_empty() { " " } else { layout };
        text.push_str(&format!("{comma}{space}\"{name}\": {default}"));
    }
    let end = document.members(object).last().map_or(open, |(_, value)| document.span(value).end);
    let title =
        if members.len() == 1 { "insert its documented default" } else { "insert their documented defaults" };
    Some(Fix::unsafe_(title).insert(end, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::{FileOrigin, Linter, Scratch};
    use crate::rules::testing::{Tester, apply_fix};

    const JOB: &str = include_str!("../../../fixtures/jobs/excel-to-ad.json");

    #[test]
    fn table() {
        Tester::new(&RULE).passes(&[JOB]).check_doc_examples();
        let without_key = JOB.replacen("      \"isKey\": true,\n", "", 1);
        assert_ne!(without_key, JOB);
        Tester::new(&RULE).fails(&[(&without_key, "/fieldsMap/2", "{")]);
        let without_action = JOB.replacen("    \"onFailure\": \"Abort\",\n", "", 1);
        assert_ne!(without_action, JOB);
        Tester::new(&RULE).fails(&[(&without_action, "/jobInfo", "\"jobInfo\"")]);
    }

    #[test]
    fn ignores_members_after_unbalanced_bracket() {
        let cut = &JOB[..JOB.len() / 2];
        Tester::new(&RULE).passes(&[cut]);
    }

    #[test]
    fn the_fix_inserts_defaults_in_the_layout_of_the_object() {
        let text = "{\n  \"isTemplate\": false,\n  \"settings\": []\n}";
        let checked = Linter::default().lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let missing = checked.diagnostics.iter().find(|found| found.rule == RULE.name).expect("missing");
        assert_eq!(missing.pointer, "");
        let fixed = apply_fix(text, missing.fix.as_ref().expect("fix"));
        assert!(
            fixed.starts_with("{\n  \"isTemplate\": false,\n  \"settings\": [],\n  \"jobInfo\": {"),
            "{fixed}"
        );
        assert!(fixed.ends_with(",\n  \"hasAccess\": true\n}"), "{fixed}");
        Tester::new(&RULE).passes(&[&fixed]);
    }
}
