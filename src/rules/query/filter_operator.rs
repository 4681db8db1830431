//! `filter-operator`

use crate::catalog::{UNDOCUMENTED_OPERATOR, closest_operator};
use crate::rule::Location;
use crate::rules::prelude::*;

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
    for read in job.query_texts() {
        let Some(filter) = read.filter().filter(|filter| !filter.has_placeholder) else { continue };
        let operators = filter.conditions().filter_map(|condition| condition.operator.as_ref());
        for operator in operators.filter(|operator| operator.known.is_none()) {
            let Some(written) = read.decoded.text().get(operator.range.clone()) else { continue };
            let place = Location::in_decoded_string(read.value, &read.decoded, operator.range.clone());
            let shown: String =
                written.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(40).collect();
            let diagnostic = ctx.report(place).subject(read.query.value);
            if written.eq_ignore_ascii_case(UNDOCUMENTED_OPERATOR) {
                diagnostic
                    .severity(Severity::Info)
                    .message(format!("operator `{shown}` is not documented for queries"))
                    .help("use `Is Exactly`, which has the same meaning and is documented");
                continue;
            }
            let diagnostic = diagnostic.message(format!("unknown operator `{shown}`"));
            match closest_operator(written) {
                Some(suggestion) => diagnostic
                    .help(format!("did you mean `{}`?", suggestion.name))
                    .fix(Fix::unsafe_(format!("write `{}`", suggestion.name)).replace(place.span(), suggestion.name)),
                None => diagnostic
                    .help("common operators are `Is Exactly`, `Contains`, `Starts With`, `Present` and `Greater Or Equal`"),
            };
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
