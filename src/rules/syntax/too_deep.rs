//! `too-deep`

use crate::json::{MAX_DEPTH, SyntaxError, SyntaxErrorKind};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "too-deep",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "arrays or objects nested deeper than any job needs",
    page: rule_page!("too-deep"),
    check: Check::Syntax(check),
    ..Rule::DEFAULT
};

fn check(error: &SyntaxError, ctx: &mut RuleContext) {
    if error.kind == SyntaxErrorKind::TooDeep {
        let container = NodeRef::new(ctx.document(), error.container);
        ctx.report_bytes(Location::with_span(container, error.span))
            .message(format!("nested deeper than {MAX_DEPTH} levels"))
            .help("a job needs seven; the content of this bracket was not checked");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        let nested = |depth: usize| format!("{{\"isTemplate\": {}{}}}", "[".repeat(depth), "]".repeat(depth));
        let deepest = nested(MAX_DEPTH - 1);
        let too_deep = nested(MAX_DEPTH);
        Tester::new(&RULE).passes(&[&deepest, "[[[]]]"]);
        let pointer = format!("/isTemplate{}", "/0".repeat(MAX_DEPTH - 2));
        Tester::new(&RULE).fails(&[(&too_deep, &pointer, "[")]);
        let deep = "[".repeat(200_000);
        let pointer = "/0".repeat(MAX_DEPTH - 1);
        Tester::new(&RULE).fails(&[(&deep, &pointer, "[")]);
    }
}
