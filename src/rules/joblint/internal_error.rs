//! `internal-error`

use crate::diagnostic::Diagnostic;
use crate::rules::prelude::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    name: "internal-error",
    group: Group::Joblint,
    severity: Severity::Error,
    tags: &[Tag::InternalError],
    summary: "rule failed on this file",
    page: rule_page!("internal-error"),
    check: Check::External,
    ..Rule::DEFAULT
};

/// Makes the diagnostic for a rule that has panicked.
pub(crate) fn diagnostic(failed: &Rule) -> Diagnostic {
    Diagnostic {
        help: Some(format!(
            "this is a bug in joblint: please report it; until it is fixed, `--ignore {}` disables the rule",
            failed.name
        )),
        ..Diagnostic::new(
            RULE.name,
            RULE.severity,
            Span::empty(0),
            format!("rule `{}` failed on this file; its findings are missing", failed.name),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linter::{FileOrigin, Linter, Scratch};
    use crate::rule::Selection;
    use crate::rules::mapping::key_not_create_only;

    static FAILING: Rule = Rule {
        name: "failing",
        group: Group::Job,
        check: Check::Job(|_, _| panic!("as a test")),
        ..Rule::DEFAULT
    };

    #[test]
    fn the_other_rules_still_report() {
        static RULES: &[&Rule] = &[&FAILING, &key_not_create_only::RULE];
        let text = r#"{"fieldsMap": [{"isKey": true, "forCreateOnly": false}]}"#;
        let linter = Linter::with_rules(RULES, Selection::default());
        let checked = linter.lint(text.as_bytes(), FileOrigin::Explicit, &mut Scratch::default());
        let rules: Vec<&str> = checked.diagnostics.iter().map(|found| found.rule).collect();
        assert!(rules.contains(&"internal-error") && rules.contains(&"key-not-create-only"), "{rules:?}");
        assert!(!rules.contains(&"failing"));
        assert!(!crate::linter::panic_is_caught());
    }
}
