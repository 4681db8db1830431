//! `sql-not-select`

use std::ops::Range;

use crate::language::sql::{Sql, StatementKind};
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "sql-not-select",
    group: Group::Query,
    severity: Severity::Error,
    superseded_by: &["query-type-mismatch", "duplicate-query"],
    summary: "query is not a read-only SELECT statement",
    page: rule_page!("sql-not-select"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for query in job.query_texts() {
        let Some(problem) = query.sql().and_then(|sql| find_problem(sql, query.decoded.text())) else {
            continue;
        };
        ctx.report(Location::in_query(query, problem.range))
            .subject(query.query.value)
            .severity(problem.severity)
            .message(problem.message)
            .help(problem.help);
    }
}

struct Problem<'q> {
    range: &'q Range<usize>,
    severity: Severity,
    message: String,
    help: &'static str,
}

fn find_problem<'q>(sql: &'q Sql, text: &str) -> Option<Problem<'q>> {
    let word = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default().to_ascii_uppercase();
    let (range, severity, message, help) = if sql.kind == StatementKind::Write {
        (
            &sql.verb,
            Severity::Error,
            format!("expected a SELECT statement, found {}", word(&sql.verb)),
            "write a SELECT statement: this statement is executed each time the job runs",
        )
    } else if let Some(second) = &sql.second_statement {
        (
            second,
            Severity::Error,
            format!("the query contains a second statement, {}", word(second)),
            "keep only the SELECT statement that returns the records",
        )
    } else if let Some(into) = &sql.into_clause {
        (
            into,
            Severity::Error,
            "`SELECT … INTO` fills a table and returns nothing to the job".to_owned(),
            "remove INTO and the table name",
        )
    } else if sql.kind == StatementKind::Call {
        (
            &sql.verb,
            Severity::Info,
            format!("the query calls a procedure with {}", word(&sql.verb)),
            "make sure that the procedure only reads data: this cannot be checked here",
        )
    } else if let Some(first) = &sql.preamble {
        (
            first,
            Severity::Info,
            format!("statements such as {} precede the query", word(first)),
            "write a single SELECT statement: not every provider runs several statements",
        )
    } else {
        return None;
    };
    Some(Problem { range, severity, message, help })
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
            "SELECT * FROM [Sheet1$];",
            r"SELECT 'DELETE FROM x; DROP TABLE y', [Update] -- ; DELETE FROM z\r\nFROM [Drop]",
            r"WITH t AS (SELECT 1 AS a)\r\nSELECT a FROM t",
            "(SELECT a FROM t) UNION (SELECT a FROM u)",
            "TRANSFORM Sum(x) SELECT a FROM t GROUP BY a PIVOT b",
            "SELECT REPLACE(a, 'x', 'y') AS b FROM t FOR UPDATE",
            "${QUERY}",
            "SELECT a FROM t; ${MORE}",
            "SELECT UpdatedOn, DeletedOn FROM InsertLog",
        ] {
            tester.passes(&[&job(query)]);
        }
        for (query, token) in [
            ("UPDATE t SET a = 1", "UPDATE"),
            ("SELECT a FROM t; DELETE FROM t;", "DELETE"),
            ("SELECT a FROM t DROP TABLE u", "DROP"),
            (r"-- x\r\n  insert into t values (1)", "insert"),
            ("WITH t AS (SELECT 1 AS a) DELETE FROM t", "DELETE"),
            ("SELECT a INTO b FROM c", "INTO"),
            ("EXEC dbo.People", "EXEC"),
            ("{call people}", "call"),
            ("SET NOCOUNT ON; SELECT a FROM t", "SET"),
        ] {
            tester.fails(&[(&job(query), "/syncQuery/0/query", token)]);
        }
        tester.check_doc_examples();
    }
}
