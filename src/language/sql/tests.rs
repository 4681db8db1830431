use proptest::prelude::*;

use super::*;
use crate::text::Placeholders;

fn parse(text: &str) -> Sql {
    super::parse(text, Placeholders::default_ref())
}

fn table_names(text: &str) -> Vec<String> {
    parse(text).tables.iter().map(|table| table.parts.join(".")).collect()
}

fn column_names(text: &str) -> Option<Vec<String>> {
    parse(text).columns.map(|columns| columns.iter().map(|column| column.name(text).into_owned()).collect())
}

#[test]
fn lists_columns_if_all_are_named() {
    for (text, expected) in [
        ("SELECT a, b AS c, [d e] FROM t", vec!["a", "c", "d e"]),
        (
            "select\r\n\ta.[First Name],\r\n\tb.Last -- the family name, not [x]\r\nfrom a, b",
            vec!["First Name", "Last"],
        ),
        ("SELECT DISTINCT TOP (10) PERCENT a, b FROM t", vec!["a", "b"]),
        ("SELECT TOP 5 a FROM t", vec!["a"]),
        ("SELECT a b, c 'd', COUNT(*) total, CASE WHEN x = 1 THEN 'a, b' ELSE 'c' END kind FROM t", vec![]),
        (
            "SELECT a b, COUNT(*) total, CASE WHEN x = 1 THEN 'a, b' ELSE 'c' END kind, (SELECT MAX(y) FROM z) AS y FROM t",
            vec!["b", "total", "kind", "y"],
        ),
        ("SELECT `a`, \"b\", a + ' ' + b AS 'Full Name' FROM t", vec!["a", "b", "Full Name"]),
        ("SELECT [a]]b] FROM t", vec!["a]b"]),
        ("SELECT a FROM (SELECT * FROM t) x", vec!["a"]),
        ("SELECT EXTRACT(YEAR FROM born) AS born, name FROM persons", vec!["born", "name"]),
        ("SELECT N'x' AS kind, name FROM persons;", vec!["kind", "name"]),
    ] {
        let expected =
            (!expected.is_empty()).then(|| expected.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(column_names(text), expected, "{text}");
    }
    for text in [
        "SELECT * FROM t",
        "SELECT t.*, a FROM t",
        "SELECT COUNT(*) FROM t",
        "SELECT a + b FROM t",
        "SELECT a FROM t UNION SELECT b FROM u",
        "WITH x AS (SELECT a FROM t) SELECT a FROM x",
        "SELECT ${COLUMNS} FROM t",
        "SELECT a, [${B}] FROM t",
        "SELECT a, FROM t",
        "SELECT a FROM t FOR XML PATH('')",
        "SELECT [a FROM t",
        "EXEC people",
    ] {
        assert_eq!(column_names(text), None, "{text}");
    }
}

#[test]
fn finds_tables_in_every_dialect() {
    for (text, expected) in [
        ("SELECT * FROM [TTSheet1$]", vec!["TTSheet1$"]),
        ("SELECT * FROM hr..Staff s, [dbo].[Unit] AS u WHERE s.x = u.x", vec!["hr.Staff", "dbo.Unit"]),
        ("SELECT * FROM a x INNER JOIN b y ON x.i = y.i LEFT OUTER JOIN c ON 1 = 1", vec!["a", "b", "c"]),
        (
            "SELECT * FROM ((a INNER JOIN b ON a.i = b.i) LEFT JOIN c ON c.i = a.i), d",
            vec!["a", "b", "c", "d"],
        ),
        ("SELECT * FROM (SELECT * FROM inner_t WHERE x IN (SELECT y FROM z)) q", vec!["inner_t", "z"]),
        (
            "SELECT TRIM(LEADING '0' FROM x) FROM \"HR\".\"PERSON\" WHERE a IS NOT DISTINCT FROM b",
            vec!["HR.PERSON"],
        ),
        ("SELECT a FROM contractors.csv", vec!["contractors.csv"]),
        ("SELECT a FROM `Sheet 1$`", vec!["Sheet 1$"]),
        ("SELECT a FROM t /* FROM u */ -- FROM v\n ORDER BY a, b", vec!["t"]),
        ("SELECT a FROM 'x'", vec!["x"]),
    ] {
        assert_eq!(table_names(text), expected, "{text}");
    }
    let sql = parse("SELECT a FROM dbo.people(1)");
    assert!(sql.tables.is_empty() && sql.has_unlisted_tables);
    for text in [
        "SELECT a FROM ${TABLE}",
        "SELECT a FROM [${TABLE}$]",
        "SELECT a FROM staff_${YEAR}",
        "SELECT a FROM {{ table }} WHERE x",
    ] {
        let sql = parse(text);
        assert!(sql.tables.is_empty() && sql.has_unlisted_tables, "{text} {sql:?}");
    }
    let sql = parse("SELECT a FROM [Staff] AS s WHERE 1 = 1");
    assert_eq!((sql.tables[0].alias.as_deref(), sql.tables[0].quoted), (Some("s"), true));
    assert_eq!(parse("SELECT a FROM Staff WHERE 1 = 1").tables[0].alias, None);
}

#[test]
fn classifies_statements() {
    for (text, kind, verb, second) in [
        ("SELECT 1", StatementKind::Read, "SELECT", None),
        ("  (select a from b);", StatementKind::Read, "select", None),
        ("-- x\r\nWITH t AS (SELECT 1 AS a) SELECT a FROM t", StatementKind::Read, "SELECT", None),
        ("WITH t AS (SELECT 1 AS a) DELETE FROM t", StatementKind::Write, "DELETE", None),
        ("UPDATE t SET a = 1", StatementKind::Write, "UPDATE", None),
        ("SELECT 1; DROP TABLE t", StatementKind::Read, "SELECT", Some("DROP")),
        ("SELECT a FROM t DELETE FROM t", StatementKind::Read, "SELECT", Some("DELETE")),
        (
            "SELECT 'a; DROP TABLE t', [DELETE FROM] FROM [UPDATE] -- ; DELETE FROM t",
            StatementKind::Read,
            "SELECT",
            None,
        ),
        ("SELECT a FROM t FOR UPDATE", StatementKind::Read, "SELECT", None),
        ("{call people(1)}", StatementKind::Call, "call", None),
        ("EXEC dbo.people", StatementKind::Call, "EXEC", None),
        ("SET NOCOUNT ON; SELECT a FROM t", StatementKind::Read, "SELECT", None),
        ("SET NOCOUNT ON SELECT a FROM t", StatementKind::Read, "SELECT", None),
        ("PARAMETERS x Text; SELECT a FROM t;", StatementKind::Read, "SELECT", None),
        ("TRANSFORM Sum(x) SELECT a FROM t GROUP BY a PIVOT b", StatementKind::Read, "TRANSFORM", None),
    ] {
        let sql = parse(text);
        assert_eq!((sql.kind, &text[sql.verb.clone()]), (kind, verb), "{text}");
        assert_eq!(sql.second_statement.as_ref().map(|range| &text[range.clone()]), second, "{text}");
        assert_eq!(sql.errors, [], "{text}");
    }
    assert!(parse("SELECT a INTO b FROM c").into_clause.is_some());
    assert!(parse("SELECT a FROM c").into_clause.is_none());
}

#[test]
fn finds_row_filters() {
    for (text, word) in [
        ("SELECT a FROM t", None),
        ("SELECT a FROM t ORDER BY a", None),
        ("SELECT [Where], x.top FROM t -- WHERE", None),
        ("SELECT a FROM t WHERE b = 1", Some("WHERE")),
        ("SELECT TOP 5 a FROM t", Some("TOP")),
        ("SELECT a FROM t limit 5", Some("limit")),
        ("SELECT a FROM t FETCH FIRST 5 ROWS ONLY", Some("FETCH")),
    ] {
        let sql = parse(text);
        assert_eq!(sql.row_filter.as_ref().map(|range| &text[range.clone()]), word, "{text}");
        assert_eq!(sql.has_row_filter(), word.is_some());
    }
}

#[test]
fn locates_errors() {
    for (text, message, range) in [
        ("SELECT a FROM [t$", "unclosed `[`", 14..15),
        ("SELECT [a, [b] FROM t", "unclosed `[`", 7..8),
        ("SELECT a FROM t$]", "unmatched `]`", 16..17),
        ("SELECT a FROM t WHERE b = 'x", "unterminated string", 26..27),
        ("SELECT a FROM \"t", "unterminated quoted name", 14..15),
        ("SELECT a FROM t WHERE (b = 1", "unclosed `(`", 22..23),
        ("SELECT a FROM t WHERE b = 1)", "unmatched `)`", 27..28),
        ("SELECT a FROM t WHERE ((b = 1", "2 unclosed parentheses `(`", 23..24),
        ("SELECT a /* x FROM t", "unterminated comment", 9..11),
        ("SELCT a FROM t", "expected `SELECT`, found `SELCT`", 0..5),
        ("objectClass is exactly \"user\"", "expected SQL, found filter criteria", 0..11),
    ] {
        let found: Vec<(&str, Range<usize>)> = vec![(message, range)];
        let errors = parse(text).errors;
        let errors: Vec<(&str, Range<usize>)> =
            errors.iter().map(|error| (error.message.as_str(), error.range.clone())).collect();
        assert_eq!(errors, found, "{text}");
    }
}

#[test]
fn accepts_every_dialect() {
    for text in [
        "SELECT 'it''s' FROM t",
        r"SELECT 'it\'s' FROM t",
        r"SELECT a FROM t WHERE path = 'C:\' AND b = 'x'",
        "SELECT q'[it's]' FROM dual",
        "SELECT NQ'{a'b}' FROM dual",
        "SELECT [a(b] FROM [x'y]",
        "SELECT a FROM t WHERE d > #2026-01-01# AND e LIKE '[a-z]%'",
        "SELECT [we[ird]]] FROM t",
        "SELECT a FROM t WHERE b = {ts '2026-01-01 00:00:00'}",
        "SELECT a FROM t WHERE (b = '${VALUE}'",
        "SELECT a FROM t WHERE b = '${VALUE}' AND ${MORE}",
        "SHOW TABLES",
        "FROM t SELECT a",
        "",
    ] {
        let errors = parse(text).errors;
        assert!(errors.is_empty() || text.contains("(b = '${VALUE}'"), "{text} {errors:?}");
    }
}

#[test]
fn parses_long_input_in_linear_time() {
    let started = std::time::Instant::now();
    for unit in [
        "(",
        ")",
        "[",
        "]",
        "'",
        "\"",
        "\\'",
        "FROM (",
        "FROM t, ",
        "a, ",
        "JOIN a ",
        "; ",
        "--",
        "/*",
        "q'[",
        "${",
        "{{",
        "x${a} ",
        "SELECT a FROM t ",
        "(SELECT ",
        "a AS ",
    ] {
        for head in ["", "SELECT "] {
            let _ = parse(&format!("{head}{}", unit.repeat(if unit.len() == 1 { 100_000 } else { 20_000 })));
        }
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

proptest! {
    #[test]
    fn never_panics(text in "(SELECT|FROM|JOIN|WHERE|TOP|AS|WITH|INTO|UPDATE|END|[a-z]{1,2}|'|\"|`|\\[|\\]|\\(|\\)|\\\\|,|;|\\.|\\*|--|/\\*|\\*/|é|q'|\\$\\{x\\}|=| |\r\n){0,28}") {
        let sql = parse(&text);
        let mut ranges: Vec<Range<usize>> = vec![sql.verb.clone()];
        ranges.extend(sql.tables.iter().map(|table| table.range.clone()));
        ranges.extend(sql.columns.iter().flatten().map(|column| column.range.clone()));
        ranges.extend(sql.errors.iter().map(|error| error.range.clone()));
        ranges.extend([&sql.second_statement, &sql.star, &sql.row_filter, &sql.into_clause, &sql.preamble].into_iter().flatten().cloned());
        for range in ranges {
            prop_assert!(text.get(range.clone()).is_some(), "{text:?} {range:?}");
        }
    }
}
