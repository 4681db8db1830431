//! `too-large`

use crate::diagnostic::{Diagnostic, Severity};
use crate::rule::{Check, FixKind, Group, Rule};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    name: "too-large",
    group: Group::Syntax,
    severity: Severity::Error,
    fix: FixKind::None,
    superseded_by: &[],
    summary: "the file is larger than the limit, and was not read",
    docs: r#"
A job takes some ten kilobytes. A file above the limit (`--max-file-size`, 64 MiB unless set) is most
likely no job, and is named instead of being passed over in silence.
"#,
    check: Check::Builtin,
};

/// The finding.
pub(crate) fn report(size: u64, limit: u64, span: Span) -> Diagnostic {
    let message = format!("the file has {size} bytes, the limit is {limit}: it was not checked");
    Diagnostic {
        help: Some("a job takes some ten kilobytes; if it really is one, raise --max-file-size".to_owned()),
        ..Diagnostic::new(RULE.name, RULE.severity, span, message)
    }
}
