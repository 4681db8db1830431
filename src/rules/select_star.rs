//! `select-star`

use crate::diagnostic::Severity;
use crate::job::{Job, SideName};
use crate::rule::{Check, FixKind, Group, Location, RuleContext, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "select-star",
    group: Group::Query,
    severity: Severity::Info,
    fix: FixKind::None,
    superseded_by: &["query-type-mismatch", "duplicate-query"],
    summary: "a source query that reads every column",
    docs: r#"
"Select only the columns required", the manual says of database queries ("Database"). A query that
names its columns reads less, tells at once which column is gone, and lets joblint check the names of
source fields.

The wizard itself writes `SELECT *`, so that this is no more than advice.

## Wrong

```json
{ "syncQuery": [{ "query": "SELECT * FROM [Sheet1$]", "queryType": "SQL", "isSource": true }] }
```

## Right

```json
{ "syncQuery": [{ "query": "SELECT [First], [Last] FROM [Sheet1$]", "queryType": "SQL", "isSource": true }] }
```
"#,
    check: Check::Job(check),
};

fn check(job: &Job<'_>, report: &mut RuleContext<'_, '_>) {
    if !report.is_enabled(Severity::Info) {
        return;
    }
    for read in job.query_texts().iter().filter(|read| read.query.side() == Some(SideName::Source)) {
        let Some(star) = read.sql().and_then(|sql| sql.star.clone()) else { continue };
        report
            .report(Location::in_decoded_string(read.value, &read.decoded, star))
            .subject(read.query.value)
            .message("the query reads every column")
            .help("name the columns that the field map uses: a column that is gone is noticed at once then");
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
        let tester = Tester(&RULE);
        for query in ["SELECT a, b FROM t", "SELECT COUNT(*) AS n FROM t", "SELECT a * 2 AS b FROM t", "SELECT a FROM (SELECT * FROM t) x"] {
            tester.passes(&[&job(query, true)]);
        }
        tester.passes(&[&job("SELECT * FROM t", false)]);
        for query in ["SELECT * FROM t", "SELECT DISTINCT a, t.* FROM t", r"select top 5\r\n * from t"] {
            tester.fails(&[(&job(query, true), "/syncQuery/0/query", "*")]);
        }
        tester.check_doc_examples();
    }
}
