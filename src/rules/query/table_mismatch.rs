//! `table-mismatch`

use crate::catalog::{SideSetting, provider};
use crate::job::{QueryText, Side, SideName, has_placeholder};
use crate::language::sql::{Table, unquoted};
use crate::rule::Location;
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
    for name in [SideName::Source, SideName::Destination] {
        let side = job.side(name);
        let Some(setting) = side.setting(SideSetting::TABLE).and_then(|entry| entry.setting_value) else {
            continue;
        };
        let expected: Vec<&str> = side
            .setting_entries(SideSetting::TABLE)
            .filter_map(|entry| entry.setting_value.and_then(NodeRef::text))
            .filter(|table| !is_blank(table))
            .collect();
        if expected.is_empty()
            || expected.iter().any(|table| has_placeholder(table))
            || reads_text_files(&side, &expected)
        {
            continue;
        }
        let queries: Vec<&QueryText> =
            job.query_texts().iter().filter(|read| read.query.side() == Some(name)).collect();
        // If one of several queries reads the table, the others may read the tables of other object types.
        let is_right = |read: &QueryText| {
            read.sql().is_none_or(|sql| {
                sql.has_unlisted_tables
                    || sql.has_placeholder
                    || sql.tables.iter().any(|table| matches_any(table, &expected))
            })
        };
        if queries.iter().any(|read| is_right(read)) {
            continue;
        }
        for read in queries {
            // A join or subquery was written by hand, so other tables are deliberate.
            let Some([table]) = read.sql().map(|sql| sql.tables.as_slice()) else { continue };
            ctx.report(Location::in_decoded_string(read.value, &read.decoded, table.range.clone()))
                .subject(read.query.value)
                .message(format!(
                    "the query reads `{}`, but `{}.Table` is `{}`",
                    table.parts.join("."),
                    name.prefix(),
                    expected.last().map_or("", |table| table.trim())
                ))
                .label(format!("not the table of the {}", name.as_str()))
                .help("use the same table in both: the field map is based on the table in the settings")
                .related(setting, "table in the settings");
        }
    }
}

fn reads_text_files(side: &Side, tables: &[&str]) -> bool {
    let text_files = provider("Text/CSV").map(|text| text.name);
    let is_file = |table: &&str| {
        let ending = table.trim().rsplit_once('.').map(|(_, ending)| ending);
        ending.is_some_and(|written| {
            ["csv", "txt", "tab", "tsv"].iter().any(|ending| ending.eq_ignore_ascii_case(written))
        })
    };
    side.provider().is_some_and(|found| Some(found.name) == text_files) || tables.iter().any(is_file)
}

/// Whether a table in a query is one of the tables in the settings.
fn matches_any(table: &Table, expected: &[&str]) -> bool {
    let written_alike = |setting: &&str| {
        let (setting, name) = (setting.trim(), table.name());
        let without = |name: &'_ str| name.len() - usize::from(name.ends_with('$'));
        let (setting, name) = (&setting[..without(setting)], &name[..without(name)]);
        setting.eq_ignore_ascii_case(name)
    };
    if expected.iter().any(written_alike)
        || expected.iter().any(|setting| is_last_component(table.name(), setting))
    {
        return true;
    }
    let written = [normalized_table(table.name()), normalized_table(&table.parts.join("."))];
    expected.iter().any(|setting| {
        let whole = normalized_table(setting);
        let last = setting.rsplit('.').next().map(normalized_table).unwrap_or_default();
        written.iter().any(|name| *name == whole || *name == last)
    })
}

/// Whether an unquoted name equals the last component of a setting.
///
/// Fast path: accepts most matching names without allocating.
fn is_last_component(name: &str, setting: &str) -> bool {
    let around = |letter: char| matches!(letter, '[' | ']' | '"' | '`') || letter.is_whitespace();
    let last = setting.rsplit('.').next().unwrap_or_default().trim_matches(around);
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
