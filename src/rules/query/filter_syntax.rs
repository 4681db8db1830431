//! `filter-syntax`

use crate::rules::prelude::*;
use crate::text::escape_into;

pub(crate) static RULE: Rule = Rule {
    name: "filter-syntax",
    group: Group::Query,
    severity: Severity::Error,
    fix: FixKind::Unsafe,
    superseded_by: &["query-type-mismatch", "duplicate-query"],
    tags: &[Tag::Syntax],
    summary: "invalid filter criteria",
    page: rule_page!("filter-syntax"),
    check: Check::Job(check),
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for query in job.query_texts() {
        for error in query.filter().into_iter().flat_map(|filter| &filter.errors) {
            let location = |range| Location::in_query(query, range);
            let mut diagnostic = ctx
                .report(location(&error.range))
                .subject(query.query.value)
                .message(error.message.clone())
                .help(error.help.clone());
            if !error.certain {
                diagnostic = diagnostic.severity(Severity::Warning);
            }
            if let Some((title, range, text)) = &error.fix {
                let mut replacement = String::new();
                escape_into(text, &mut replacement);
                diagnostic.fix(Fix::unsafe_(*title).replace(location(range).span(), replacement));
            }
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
            "",
            r#"objectClass is exactly \"user\""#,
            r#"(objectClass Is Exactly \"user\" AND (department CONTAINS \"HR\"\r\n or not mail Present))"#,
            r#"userAccountControl Any Flag On \"2\" and manager Chain Match \"CN=x,DC=example,DC=com\""#,
            r#"department Contain \"HR\""#,
            "${FILTER}",
            r#"objectClass is exactly \"${CLASS}\" and {{ more }}"#,
        ] {
            tester.passes(&[&job(query)]);
        }
        // The language follows from the side, not from `queryType`.
        tester.passes(&[
            r#"{"syncQuery": [{"query": "SELECT [a", "queryType": "SQL", "isSource": true}]}"#,
            r#"{"syncQuery": [{"query": "cn", "queryType": "Other", "isSource": true}, {"query": 7}, {}]}"#,
            r#"{"settings": [{"key": "Source.ProviderName", "value": "Oracle"}], "syncQuery": [{"query": "SELECT 1", "queryType": "GroupID", "isSource": true}]}"#,
        ]);
        for (query, token) in [
            (r#"objectClass is exactly \"user"#, r#"\""#),
            (r#"(\u0063n Contains \"\u00e9\" and mail Present"#, "("),
            (r#"cn Contains \"\u00e9\")"#, ")"),
            (r#"manager Present \"CN=x\""#, r#"\"CN=x\""#),
            (r#"cn Contains \"x\" and"#, "and"),
            (r#"uac All Flags On \"0x2\""#, "0x2"),
            (r#"\"x\""#, ""),
            ("SELECT * FROM [x$]", "SELECT"),
        ] {
            tester.fails(&[(&job(query), "/syncQuery/0/query", token)]);
        }
        for (before, after) in [
            (r#"(cn Contains \"x\""#, r#"(cn Contains \"x\")"#),
            (r#"cn Contains \"x\")"#, r#"cn Contains \"x\""#),
            (r#"cn Contains \"x"#, r#"cn Contains \"x\""#),
            (r#"manager Present \"x\""#, "manager Present"),
            (r#"uac All Flags On \"0x202\""#, r#"uac All Flags On \"514\""#),
        ] {
            tester.fixes(&[(&job(before), &job(after))]);
        }
        tester.check_doc_examples();
    }
}
