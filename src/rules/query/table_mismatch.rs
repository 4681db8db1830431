//! `table-mismatch`

use crate::catalog::{Provider, SideSetting};
use crate::job::{QueryText, Side, SideName};
use crate::language::sql::{Table, unquoted};
use crate::rules::prelude::*;
use crate::text::is_blank;

pub(crate) static RULE: Rule = Rule {
    name: "table-mismatch",
    group: Group::Query,
    severity: Severity::Warning,
    superseded_by: &["query-type-mismatch", "duplicate-query", "sql-syntax"],
    summary: "query reads a different table than the settings specify",
    page: rule_page!("table-mismatch"),
    check: Check::Job(check),
    ..Rule::DEFAULT
};

fn check(job: &Job, ctx: &mut RuleContext) {
    for side in job.sides() {
        let Some(setting) = side.setting(SideSetting::TABLE).and_then(|entry| entry.setting_value) else {
            continue;
        };
        let expected: Vec<&str> = side
            .setting_entries(SideSetting::TABLE)
            .filter_map(|entry| entry.setting_value.and_then(NodeRef::text))
            .filter(|table| !is_blank(table))
            .collect();
        if expected.is_empty()
            || expected.iter().any(|table| job.has_placeholder(table))
            || reads_text_files(&side, &expected)
        {
            continue;
        }
        let queries: Vec<&QueryText> =
            job.query_texts().iter().filter(|query| query.query.side() == Some(side.name)).collect();
        // If one of several queries reads the table, the others may read the tables of other object types.
        if !queries.iter().any(|query| may_read(query, &expected)) {
            for query in queries {
                report_other_table(side.name, query, (setting, &expected), ctx);
            }
        }
    }
}

/// Whether a query reads one of the tables in the settings, or its tables are not fully known.
fn may_read(query: &QueryText, expected: &[&str]) -> bool {
    query.sql().is_none_or(|sql| {
        sql.has_unlisted_tables
            || sql.has_placeholder
            || sql.tables.iter().any(|table| matches_any(table, expected))
    })
}

fn report_other_table(
    side: SideName,
    query: &QueryText,
    (setting, expected): (NodeRef, &[&str]),
    ctx: &mut RuleContext,
) {
    // A join or subquery was written by hand, so other tables are deliberate.
    let Some([table]) = query.sql().map(|sql| sql.tables.as_slice()) else { return };
    ctx.report(Location::in_query(query, &table.range))
        .subject(query.query.value)
        .message(format!(
            "the query reads `{}`, but `{}.Table` is `{}`",
            table.parts.join("."),
            side.prefix(),
            expected.last().map_or("", |table| table.trim())
        ))
        .label(format!("not the table of the {}", side.as_str()))
        .help("use the same table in both: the field map is based on the table in the settings")
        .related(setting, "table in the settings");
}

fn reads_text_files(side: &Side, tables: &[&str]) -> bool {
    const EXTENSIONS: [&str; 4] = ["csv", "txt", "tab", "tsv"];
    let is_file = |table: &&str| {
        let extension = table.trim().rsplit_once('.').map(|(_, extension)| extension);
        extension
            .is_some_and(|written| EXTENSIONS.iter().any(|extension| extension.eq_ignore_ascii_case(written)))
    };
    side.is_provider(Provider::TEXT) || tables.iter().any(is_file)
}

/// Whether a table in a query is one of the tables in the settings.
fn matches_any(table: &Table, expected: &[&str]) -> bool {
    let equals = |setting: &&str| {
        let without_dollar = |name: &'_ str| name.len() - usize::from(name.ends_with('$'));
        let (setting, name) = (setting.trim(), table.name());
        setting[..without_dollar(setting)].eq_ignore_ascii_case(&name[..without_dollar(name)])
    };
    if expected.iter().any(equals) || expected.iter().any(|setting| is_last_component(table.name(), setting))
    {
        return true;
    }
    let written = [normalized_table(table.name()), normalized_table(&table.parts.join("."))];
    expected.iter().any(|setting| {
        let qualified = normalized_table(setting);
        let last = setting.rsplit('.').next().map(normalized_table).unwrap_or_default();
        written.iter().any(|name| *name == qualified || *name == last)
    })
}

/// Whether an unquoted name equals the last component of a setting.
///
/// Fast path: accepts most matching names without allocating.
fn is_last_component(name: &str, setting: &str) -> bool {
    let is_quote = |letter: char| matches!(letter, '[' | ']' | '"' | '`') || letter.is_whitespace();
    let last = setting.rsplit('.').next().unwrap_or_default().trim_matches(is_quote);
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    !name.is_empty() && is_plain && last.eq_ignore_ascii_case(name)
}

/// Removes quotes, brackets, `$` and cell range from a table name and converts it to lower case.
fn normalized_table(name: &str) -> String {
    let lower = unquoted(&unquoted(name)).to_lowercase();
    let lower = lower.replace(['[', ']', '"', '`'], "");
    match lower.rsplit_once('$') {
        Some((sheet, cells))
            if cells.chars().all(|c| c.is_ascii_alphanumeric() || c == ':')
                && (cells.is_empty() || cells.contains(':')) =>
        {
            sheet.trim_matches('\'').trim().to_owned()
        }
        _ => lower.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Tester;

    fn job(table: &str, query: &str) -> String {
        format!(
            r#"{{"settings": [{{"key": "Source.Table", "value": "{table}"}}],
                "syncQuery": [{{"query": "{query}", "queryType": "SQL", "isSource": true}}]}}"#
        )
    }

    #[test]
    fn table() {
        let tester = Tester::new(&RULE);
        for (table, query) in [
            ("TTSheet1", "SELECT * FROM [TTSheet1$]"),
            ("ttsheet1$", "SELECT * FROM [TTSheet1$A1:D10]"),
            ("Sheet 1", "SELECT * FROM ['Sheet 1$']"),
            ("Sheet 1", "SELECT * FROM `sheet 1$`"),
            ("Employee", "SELECT * FROM [dbo].[Employee]"),
            ("dbo.Employee", "SELECT * FROM hr..EMPLOYEE e WHERE e.x = 1"),
            ("[dbo].[Employee]", "SELECT * FROM Employee"),
            ("PERSONS", r#"SELECT * FROM \"HR\".\"PERSONS\""#),
            ("Employee", "SELECT * FROM Unit u JOIN Employee e ON e.u = u.u"),
            // Written by hand: joins, subqueries, functions, placeholders.
            ("Employee", "SELECT * FROM Unit u JOIN Person e ON e.u = u.u"),
            ("Employee", "WITH e AS (SELECT * FROM Person) SELECT * FROM e"),
            ("Employee", "SELECT * FROM dbo.people(1)"),
            ("Employee", "SELECT * FROM ${TABLE}"),
            ("${TABLE}", "SELECT * FROM Person"),
            ("", "SELECT * FROM Person"),
            ("people.csv", "SELECT * FROM [contractors.csv]"),
            ("Employee", "EXEC dbo.People"),
            ("Employee", "SELECT * FROM [Person"),
        ] {
            tester.passes(&[&job(table, query)]);
        }
        tester.passes(&[
            // One of several queries reads the table.
            r#"{"settings": [{"key": "Source.Table", "value": "Person"}], "syncQuery": [
                {"query": "SELECT * FROM Person", "queryType": "SQL", "isSource": true},
                {"query": "SELECT * FROM Team", "queryType": "SQL", "isSource": true}]}"#,
            r#"{"settings": [{"key": "Source.Table", "value": "a"}, {"key": "Source.ProviderName", "value": "Text/CSV"}],
                "syncQuery": [{"query": "SELECT * FROM [b.csv]", "queryType": "SQL", "isSource": true}]}"#,
            r#"{"syncQuery": [{"query": "SELECT * FROM [b]", "queryType": "SQL", "isSource": true}]}"#,
        ]);
        tester
            .fails(&[
                (&job("Leavers", "SELECT a FROM [NewHires$] WHERE b = 1"), "/syncQuery/0/query", "[NewHires$]"),
                (&job("dbo.Employee", "select a\\r\\nfrom dbo.Person p"), "/syncQuery/0/query", "dbo.Person"),
                (
                    r#"{"settings": [{"key": "Destination.Table", "value": "a"}], "syncQuery": [{"query": "SELECT * FROM \"b\"", "queryType": "SQL", "isSource": false}]}"#,
                    "/syncQuery/0/query",
                    r#"\"b\""#,
                ),
            ])
            .check_doc_examples();
    }
}
