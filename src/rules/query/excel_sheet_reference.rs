//! `excel-sheet-reference`

use crate::catalog::{Provider, SideSetting};
use crate::job::QueryText;
use crate::language::sql::Table;
use crate::rules::prelude::*;

pub(crate) static RULE: Rule = Rule {
    name: "excel-sheet-reference",
    group: Group::Query,
    severity: Severity::Warning,
    fix: FixKind::Unsafe,
    superseded_by: &["query-type-mismatch", "duplicate-query", "sql-syntax"],
    summary: "Excel sheet that is not referenced as `[Sheet$]`",
    page: rule_page!("excel-sheet-reference"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for side in job.sides().iter().filter(|side| side.is_provider(Provider::EXCEL)) {
        let Some(setting) = side.text(SideSetting::TABLE) else { continue };
        let sheet = setting.trim().trim_end_matches('$').to_lowercase();
        for query in job.query_texts().iter().filter(|query| query.query.side() == Some(side.name)) {
            for table in query.sql().into_iter().flat_map(|sql| &sql.tables) {
                check_table(query, table, &sheet, ctx);
            }
        }
    }
}

fn check_table(query: &QueryText, table: &Table, sheet: &str, ctx: &mut RuleContext) {
    let [written] = table.parts.as_slice() else { return };
    let name = written.trim_end_matches('$');
    let has_dollar = written.contains('$');
    if name.to_lowercase() != sheet || (has_dollar && table.quoted) {
        return;
    }
    let (message, help) = if has_dollar {
        (format!("`{written}` must be in brackets"), "a name that contains `$` is only valid in brackets")
    } else {
        (
            format!("`{written}` is a sheet, but the query refers to a named range"),
            "a sheet name ends with `$`; a name without `$` refers to a named range",
        )
    };
    let expected = format!("[{name}$]");
    let location = Location::in_query(query, &table.range);
    ctx.report(location)
        .subject(query.query.value)
        .message(message)
        .label(format!("write `{expected}`"))
        .help(help)
        .replace_unsafe(location, &expected);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    use crate::rules::builders;
    use crate::rules::testing::Tester;

    fn job(provider: &str, table: &str, query: &str) -> String {
        builders::job()
            .source(provider)
            .setting("Source.Table", table)
            .query(json!({ "query": query, "queryType": "SQL", "isSource": true }))
            .text()
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for (provider, query) in [
            ("Microsoft Excel", "SELECT * FROM [New Hires$]"),
            ("Microsoft Excel", "SELECT * FROM [New Hires$A1:C9]"),
            ("Microsoft Excel", "SELECT * FROM `New Hires$`"),
            ("Microsoft Excel", "SELECT * FROM [HiresOfMay]"),
            ("Microsoft Access", "SELECT * FROM [New Hires]"),
            ("SQL Server", "SELECT * FROM [New Hires]"),
            ("PeopleSoft", "SELECT * FROM [New Hires]"),
        ] {
            tester.passes(&[&job(provider, "New Hires", query)]);
        }
        tester
            .fails(&[
                (
                    &job("Microsoft Excel", "Hires", "SELECT * FROM Hires WHERE a = 1"),
                    "/syncQuery/0/query",
                    "Hires",
                ),
                (&job("Excel", "Hires$", "SELECT * FROM [hires]"), "/syncQuery/0/query", "[hires]"),
                (&job("Excel", "Hires", "SELECT * FROM Hires$"), "/syncQuery/0/query", "Hires$"),
            ])
            .fixes(&[(
                &job("Microsoft Excel", "Hires", "SELECT * FROM Hires"),
                &job("Microsoft Excel", "Hires", "SELECT * FROM [Hires$]"),
            )])
            .check_doc_examples();
        // Other rules do not report the same mistake.
        let wrong = job("Excel", "Hires", "SELECT * FROM Hires");
        Tester::new(&crate::rules::query::table_mismatch::RULE).passes(&[&wrong]);
        Tester::new(&crate::rules::query::sql_syntax::RULE).passes(&[&wrong]);
    }
}
