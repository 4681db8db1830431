//! `select-star`

use crate::job::SideName;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "select-star",
    group: Group::Query,
    severity: Severity::Info,
    superseded_by: &["query-type-mismatch", "duplicate-query"],
    summary: "source query that selects all columns",
    page: rule_page!("select-star"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    if !ctx.is_enabled(Severity::Info) {
        return;
    }
    for query in job.query_texts().iter().filter(|query| query.query.side() == Some(SideName::Source)) {
        let Some(star) = query.sql().and_then(|sql| sql.star.as_ref()) else { continue };
        ctx.report(Location::in_query(query, star))
            .subject(query.query.value)
            .message("the query selects all columns")
            .help("list the columns that the field map uses: then a missing column is noticed immediately");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    #[test]
    fn table() {
        let job = |query: &str, source: bool| {
            format!(r#"{{"syncQuery": [{{"query": "{query}", "queryType": "SQL", "isSource": {source}}}]}}"#)
        };
        let tester = Tester::new(&RULE);
        for query in [
            "SELECT a, b FROM t",
            "SELECT COUNT(*) AS n FROM t",
            "SELECT a * 2 AS b FROM t",
            "SELECT a FROM (SELECT * FROM t) x",
        ] {
            tester.passes(&[&job(query, true)]);
        }
        tester.passes(&[&job("SELECT * FROM t", false)]);
        for query in ["SELECT * FROM t", "SELECT DISTINCT a, t.* FROM t", r"select top 5\r\n * from t"] {
            tester.fails(&[(&job(query, true), "/syncQuery/0/query", "*")]);
        }
        tester.check_doc_examples();
    }
}
