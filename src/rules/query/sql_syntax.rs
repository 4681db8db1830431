//! `sql-syntax`

use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "sql-syntax",
    group: Group::Query,
    severity: Severity::Error,
    superseded_by: &["query-type-mismatch", "duplicate-query"],
    tags: &[Tag::Syntax],
    summary: "SQL with an unclosed or unmatched string, bracket, parenthesis or comment",
    page: rule_page!("sql-syntax"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for query in job.query_texts() {
        for error in query.sql().into_iter().flat_map(|sql| &sql.errors) {
            ctx.report(Location::in_query(query, &error.range))
                .subject(query.query.value)
                .message(error.message.clone())
                .help(error.help.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(query: &str) -> String {
        format!(r#"{{"syncQuery": [{{"query": "{query}", "queryType": "SQL", "isSource": true}}]}}"#)
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for query in [
            "",
            "SELECT * FROM [Sheet1$]",
            r"SELECT a -- it's\r\n, 'it''s', [it's (1)] FROM t /* ( */ WHERE (b = 1);",
            r#"SELECT \"First Name\" FROM \"HR\".\"Person\""#,
            "SELECT `a` FROM `Sheet 1$`",
            r"SELECT a FROM t WHERE p = 'C:\\' AND q = 'x'",
            "SELECT a FROM t WHERE ${CONDITION}",
            "${QUERY}",
            "SHOW TABLES",
        ] {
            tester.passes(&[&job(query)]);
        }
        for (query, token) in [
            ("SELECT a FROM [Sheet1$ WHERE b = 1", "["),
            ("SELECT a FROM Sheet1$]", "]"),
            (r"SELECT '\u00e9' FROM t WHERE (a = 1", "("),
            ("SELECT a FROM t)", ")"),
            ("SELECT a FROM t WHERE b = 'x", "'"),
            ("SELECT a /* FROM t", "/*"),
            ("SELCT a FROM t", "SELCT"),
            (r#"objectClass is exactly \"user\""#, "objectClass"),
        ] {
            tester.fails(&[(&job(query), "/syncQuery/0/query", token)]);
        }
        tester.check_doc_examples();
    }
}
