//! `unused-suppression`

use crate::config::Suppression;
use crate::diagnostic::Diagnostic;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "unused-suppression",
    group: Group::Joblint,
    severity: Severity::Warning,
    summary: "a suppression that matches nothing, or has expired",
    page: rule_page!("unused-suppression"),
    check: Check::External,
    ..Rule::DEFAULT
};

/// The finding about a suppression that had no effect, in its configuration file.
pub(crate) fn report(suppression: &Suppression, expired: bool, no_file: bool) -> Diagnostic {
    let Suppression { rule, pattern: file, .. } = suppression;
    let (message, help) = match suppression.expires {
        Some(day) if expired => (
            format!("the suppression of `{rule}` expired on {day}"),
            "mend what it was for, or agree on it anew and write another day".to_owned(),
        ),
        _ if no_file => (
            format!("the suppression of `{rule}` is for `{file}`, and no job file is called so"),
            "correct the path, which starts at this file's folder, or remove the suppression".to_owned(),
        ),
        _ => (
            format!("the suppression of `{rule}` hides nothing"),
            "remove it: it would hide the next finding of its kind, which nobody has agreed to".to_owned(),
        ),
    };
    Diagnostic { help: Some(help), ..Diagnostic::new(RULE.name, RULE.severity, suppression.span, message) }
}
