//! `missing-member`

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "missing-member",
    group: Group::Schema,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    summary: "a member that every job has is absent",
    page: rule_page!("missing-member"),
    check: Check::Builtin,
    ..Rule::DEFAULT
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::{FileOrigin, Linter, Scratch};
    use crate::rules::testing::{Tester, apply_fix};

    const JOB: &str = include_str!("../../../fixtures/jobs/excel-to-ad.json");

    #[test]
    fn table() {
        Tester::new(&RULE).passes(&[JOB]).check_doc_examples();
        let one_less = JOB.replacen("      \"isKey\": true,\n", "", 1);
        assert_ne!(one_less, JOB);
        Tester::new(&RULE).fails(&[(&one_less, "/fieldsMap/2", "{")]);
        let no_name = JOB.replacen("    \"onFailure\": \"Abort\",\n", "", 1);
        assert_ne!(no_name, JOB);
        Tester::new(&RULE).fails(&[(&no_name, "/jobInfo", "\"jobInfo\"")]);
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
