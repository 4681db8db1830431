//! `too-deep`

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "too-deep",
    group: Group::Syntax,
    severity: Severity::Error,
    summary: "arrays or objects are nested deeper than any job needs",
    page: rule_page!("too-deep"),
    check: Check::Builtin,
    ..Rule::DEFAULT
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
        Tester::new(&RULE).passes(&[&just_right, "[[[]]]"]);
        let pointer = format!("/isTemplate{}", "/0".repeat(MAX_DEPTH - 2));
        Tester::new(&RULE).fails(&[(&one_more, &pointer, "[")]);
        let deep = "[".repeat(200_000);
        let pointer = "/0".repeat(MAX_DEPTH - 1);
        Tester::new(&RULE).fails(&[(&deep, &pointer, "[")]);
    }
}
