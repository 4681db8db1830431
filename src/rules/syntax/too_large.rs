//! `too-large`

use crate::diagnostic::Diagnostic;
use crate::rules::prelude::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    name: "too-large",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "the file is larger than the limit, and was not read",
    page: rule_page!("too-large"),
    check: Check::External,
    ..Rule::DEFAULT
};

/// The finding.
pub(crate) fn report(size: u64, limit: u64, span: Span) -> Diagnostic {
    let message = format!("the file has {size} bytes, the limit is {limit}: it was not checked");
    Diagnostic {
        help: Some("a job takes some ten kilobytes; if it really is one, raise --max-file-size".to_owned()),
        ..Diagnostic::new(RULE.name, RULE.severity, span, message)
    }
}
