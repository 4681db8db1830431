//! `too-deep`

use crate::diagnostic::Severity;
use crate::rule::{Check, FixKind, Group, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "too-deep",
    group: Group::Syntax,
    severity: Severity::Error,
    fix: FixKind::None,
    superseded_by: &[],
    summary: "arrays or objects are nested deeper than any job needs",
    docs: r#"
A job nests seven levels deep. Past 256 levels nothing more is read, and the bracket that passes the
limit is named instead of being passed over in silence. .NET's own JSON readers stop at 64 or 128.
"#,
    check: Check::Builtin,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::MAX_DEPTH;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        let nested = |depth: usize| format!("{{\"isTemplate\": {}{}}}", "[".repeat(depth), "]".repeat(depth));
        let just_right = nested(MAX_DEPTH - 1);
        let one_more = nested(MAX_DEPTH);
        Tester(&RULE).passes(&[&just_right, "[[[]]]"]);
        let pointer = format!("/isTemplate{}", "/0".repeat(MAX_DEPTH - 2));
        Tester(&RULE).fails(&[(&one_more, &pointer, "[")]);
        let deep = "[".repeat(200_000);
        let pointer = "/0".repeat(MAX_DEPTH - 1);
        Tester(&RULE).fails(&[(&deep, &pointer, "[")]);
    }
}
