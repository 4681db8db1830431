//! `filter-operator`

use crate::catalog::{UNDOCUMENTED_OPERATOR, closest_operator};
use crate::rules::prelude::*;
use crate::text::truncate;

pub(crate) static RULE: Rule = Rule {
    name: "filter-operator",
    group: Group::Query,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    superseded_by: &["query-type-mismatch", "duplicate-query"],
    summary: "unknown operator in filter criteria",
    page: rule_page!("filter-operator"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for query in job.query_texts() {
        let Some(filter) = query.filter().filter(|filter| !filter.has_placeholder) else { continue };
        let operators = filter.conditions().filter_map(|condition| condition.operator.as_ref());
        for operator in operators.filter(|operator| operator.known.is_none()) {
            let Some(written) = query.decoded.text().get(operator.range.clone()) else { continue };
            let words = written.split_whitespace().collect::<Vec<_>>().join(" ");
            let shown = truncate(&words, 40);
            let location = Location::in_query(query, &operator.range);
            let diagnostic = ctx.report(location).subject(query.query.value);
            if written.eq_ignore_ascii_case(UNDOCUMENTED_OPERATOR) {
                diagnostic
                    .severity(Severity::Info)
                    .message(format!("operator `{shown}` is not documented for queries"))
                    .help("use `Is Exactly`, which has the same meaning and is documented");
                continue;
            }
            diagnostic
                .message(format!("unknown operator `{shown}`"))
                .suggest(closest_operator(written).map(|operator| operator.name), location)
                .or_help(
                    "common operators are `Is Exactly`, `Contains`, `Starts With`, `Present` and `Greater Or Equal`",
                );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(query: &str) -> String {
        format!(r#"{{"syncQuery": [{{"query": "{query}", "queryType": "GroupID", "isSource": false}}]}}"#)
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for query in [
            r#"title isn't \"x\" or title DOESN'T END WITH \"y\" or title Doesn\u2019t Start With \"z\""#,
            r#"whenCreated greater or equal \"20260101000000.0Z\" and mail Present"#,
            r#"cn ${OPERATOR} \"x\""#,
            r#"cn"#,
            // Only an info, which is not shown by default.
            "SELECT a FROM b",
        ] {
            tester.passes(&[&job(query)]);
        }
        for (query, token) in [
            (r#"cn frobnicates \"x\""#, "frobnicates"),
            (r#"cn Equals \"x\""#, "Equals"),
            (r#"cn=\"x\""#, "="),
            (r#"cn is exacty \"x\" and mail Present"#, "is exacty"),
            (r#"mail is present"#, "is present"),
        ] {
            tester.fails(&[(&job(query), "/syncQuery/0/query", token)]);
        }
        for (before, after) in [
            (r#"cn is exacty \"x\""#, r#"cn Is Exactly \"x\""#),
            (r#"cn does not contain \"x\""#, r#"cn Not Contain \"x\""#),
            (r#"cn != \"x\""#, r#"cn Is Not \"x\""#),
        ] {
            tester.fixes(&[(&job(before), &job(after))]);
        }
        tester.check_doc_examples();
    }
}
