//! `unused-suppression`

use crate::config::Suppression;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Check, FixKind, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "unused-suppression",
    group: Group::Joblint,
    severity: Severity::Warning,
    fix: FixKind::None,
    superseded_by: &[],
    summary: "a suppression that matches nothing, or has expired",
    docs: r#"
A `[[suppressions]]` table in `joblint.toml` whose finding is gone hides the next one of its kind, of
which nobody has ever said that it is agreed. One that has expired hides nothing any more: what it
was for is reported again, and it is time to mend it or to agree anew.

It is reported where joblint can tell: for a whole folder that was checked, or for the one file that
the suppression names. Suppressions of rules that did not run are left alone.

## Wrong

```toml
[[suppressions]]
file = "jobs/hr.json"               # it has had a key field for long
rule = "one-key-field"
reason = "waiting for employee numbers"
```

## Right

```toml
[[suppressions]]
file = "jobs/hr.json"               # still deletes accounts in the directory
rule = "delete-on-directory"
reason = "agreed with the directory team"
expires = 2027-01-31
```
"#,
    check: Check::Builtin,
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
