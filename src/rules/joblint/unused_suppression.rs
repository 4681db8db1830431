//! `unused-suppression`

use crate::config::Suppression;
use crate::diagnostic::Diagnostic;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "unused-suppression",
    group: Group::Joblint,
    severity: Severity::Warning,
    tags: &[Tag::Unnecessary],
    summary: "suppression that matches nothing or has expired",
    page: rule_page!("unused-suppression"),
    check: Check::External,
    ..Rule::DEFAULT
};

/// Makes the diagnostic for a suppression without effect, located in its configuration file.
pub(crate) fn diagnostic(suppression: &Suppression, expired: bool, no_file: bool) -> Diagnostic {
    let Suppression { rule, pattern: file, .. } = suppression;
    let (message, help) = match suppression.expires {
        Some(day) if expired => (
            format!("the suppression of `{rule}` expired on {day}"),
            "fix the suppressed problem, or extend the suppression with a new date".to_owned(),
        ),
        _ if no_file => (
            format!("the suppression of `{rule}` applies to `{file}`, which matches no job file"),
            "correct the path, which is relative to the folder of this file, or remove the suppression"
                .to_owned(),
        ),
        _ => (
            format!("the suppression of `{rule}` matches no finding"),
            "remove it: it would hide the next finding of this rule, which has not been reviewed".to_owned(),
        ),
    };
    Diagnostic { help: Some(help), ..Diagnostic::new(RULE.name, RULE.severity, suppression.span, message) }
}
