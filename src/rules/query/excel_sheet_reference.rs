//! `excel-sheet-reference`

use crate::catalog::{SideSetting, provider};
use crate::job::SideName;
use crate::rule::Location;
use crate::rules::prelude::*;
use crate::text::escape_into;

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
    let excel = provider("Microsoft Excel").map(|excel| excel.name);
    for name in [SideName::Source, SideName::Destination] {
        let side = job.side(name);
        if excel.is_none() || side.provider().map(|found| found.name) != excel {
            continue;
        }
        let Some(setting) = side.text(SideSetting::TABLE) else { continue };
        let sheet = setting.trim().trim_end_matches('$');
        for read in job.query_texts().iter().filter(|read| read.query.side() == Some(name)) {
            for table in read.sql().into_iter().flat_map(|sql| &sql.tables) {
                let [written] = table.parts.as_slice() else { continue };
                let has_dollar = written.contains('$');
                if written.trim_end_matches('$').to_lowercase() != sheet.to_lowercase()
                    || (has_dollar && table.quoted)
                {
                    continue;
                }
                let right = format!("[{}$]", written.trim_end_matches('$'));
                let mut replacement = String::new();
                escape_into(&right, &mut replacement);
                let place = Location::in_decoded_string(read.value, &read.decoded, table.range.clone());
                let (message, help) = if has_dollar {
                    (
                        format!("`{written}` must be in brackets"),
                        "a name that contains `$` is only valid in brackets",
                    )
                } else {
                    (
                        format!("`{written}` is a sheet, but the query refers to a named range"),
                        "a sheet name ends with `$`; a name without `$` refers to a named range",
                    )
                };
                ctx.report(place)
                    .subject(read.query.value)
                    .message(message)
                    .label(format!("write `{right}`"))
                    .help(help)
                    .fix(Fix::unsafe_(format!("write `{right}`")).replace(place.span(), replacement));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(provider: &str, table: &str, query: &str) -> String {
        format!(
            r#"{{"settings": [{{"key": "Source.ProviderName", "value": "{provider}"}}, {{"key": "Source.Table", "value": "{table}"}}],
                "syncQuery": [{{"query": "{query}", "queryType": "SQL", "isSource": true}}]}}"#
        )
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
