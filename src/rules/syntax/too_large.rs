//! `too-large`

use crate::diagnostic::Diagnostic;
use crate::rules::prelude::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    name: "too-large",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "file is too large to be checked",
    page: rule_page!("too-large"),
    check: Check::External,
    ..Rule::DEFAULT
};

/// Makes the diagnostic for a file of `size` bytes.
pub(crate) fn diagnostic(size: u64, limit: u64, span: Span) -> Diagnostic {
    let message =
        format!("the file has {size} bytes, which exceeds the limit of {limit}: it was not checked");
    Diagnostic {
        help: Some(
            "jobs usually have about ten kilobytes; if this is a job, raise `--max-file-size`".to_owned(),
        ),
        ..Diagnostic::new(RULE.name, RULE.severity, span, message)
    }
}
