//! Classification of statements, and analysis of the main one.

use std::ops::Range;

use super::columns::parse_select_list;
use super::lexer::{TokenKind, Tokens, tokenize};
use super::tables::find_tables;
use super::{Sql, SqlError, StatementKind};
use crate::text::{Placeholders, closest_match};

/// Statements that return rows.
const READ: &[&str] = &["SELECT", "TRANSFORM", "TABLE", "VALUES", "SHOW"];
/// Statements that change data or tables.
const WRITE: &[&str] = &[
    "UPDATE", "DELETE", "INSERT", "DROP", "TRUNCATE", "MERGE", "ALTER", "CREATE", "REPLACE", "GRANT",
    "REVOKE", "RENAME", "UPSERT",
];
/// Calls of procedures and blocks, which may read or write.
const CALL: &[&str] = &["EXEC", "EXECUTE", "CALL", "BEGIN"];
/// Statements that prepare a query.
const PREAMBLE: &[&str] = &["SET", "DECLARE", "USE", "PARAMETERS", "GO", "PRINT", "IF"];

/// Parses a query that is not blank.
#[must_use]
pub fn parse(text: &str, placeholders: &Placeholders) -> Sql {
    let tokens = tokenize(text, placeholders);
    let has_placeholder = tokens.list.iter().any(|token| token.kind == TokenKind::Placeholder);
    let mut sql = Sql { has_placeholder, ..Sql::default() };
    sql.errors.extend(tokens.error.clone());
    let statements = split_statements(&tokens);
    let range_of = |at: usize| tokens.list.get(at).map_or(0..0, |token| token.range.clone());
    let is_preparation = |index: usize| {
        statements.get(index).is_some_and(|range| tokens.is_any_keyword(range.start, PREAMBLE))
    };
    // The main statement is the first one that is not a preparation.
    let main = (0..statements.len()).find(|index| !is_preparation(*index)).unwrap_or(0);
    if main > 0 {
        sql.preamble = statements.first().map(|range| range_of(range.start));
    }
    let statement = statements.get(main).cloned().unwrap_or(0..0);
    let mut verb = statement.start;
    if !statements.is_empty() {
        (sql.kind, verb) = classify(&tokens, &statement);
        sql.verb = range_of(verb);
    }
    sql.second_statement = statements.get(main + 1).map(|range| range_of(range.start));
    if sql.second_statement.is_none() {
        sql.second_statement = unseparated_statement(&tokens, verb..statement.end).map(range_of);
    }
    let found = find_tables(&tokens);
    sql.tables = found.tables;
    sql.has_unlisted_tables = found.has_unlisted_tables;
    sql.row_filter = find_row_filter(&tokens).map(range_of);
    if sql.kind == StatementKind::Read && tokens.is_keyword(verb, "SELECT") {
        parse_select(&tokens, verb, &statement, &mut sql);
    }
    if sql.errors.is_empty() {
        sql.errors.extend(unknown_verb_error(&tokens, &sql));
    } else {
        // After an unterminated quote, these are unreliable.
        sql.columns = None;
        sql.second_statement = None;
    }
    if has_placeholder {
        sql.errors.clear();
        sql.second_statement = None;
    }
    sql
}

/// Token ranges of the statements, which are separated by `;` outside parentheses.
fn split_statements(tokens: &Tokens<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    // Fast path: most texts contain a single statement.
    let has_semicolon = memchr::memchr(b';', tokens.text.as_bytes()).is_some();
    for at in if has_semicolon { 0 } else { tokens.list.len() }..=tokens.list.len() {
        if at == tokens.list.len() || (tokens.is_punct(at, ';') && tokens.list[at].depth == 0) {
            if at > start {
                found.push(start..at);
            }
            start = at + 1;
        }
    }
    // SQL Server accepts "SET NOCOUNT ON SELECT …" without a semicolon.
    if let [only] = found.as_slice()
        && tokens.is_any_keyword(only.start, PREAMBLE)
        && let Some(select) = only
            .clone()
            .find(|at| tokens.list[*at].depth == 0 && tokens.is_any_keyword(*at, &["SELECT", "WITH"]))
    {
        return vec![only.start..select, select..only.end];
    }
    found
}

/// Returns whether a statement reads, writes or calls a procedure, and the index of the verb that shows it
/// (for `WITH`, the verb after the common table expressions).
fn classify(tokens: &Tokens<'_>, statement: &Range<usize>) -> (StatementKind, usize) {
    let is_start = |at: &usize| {
        !(tokens.is_punct(*at, '(')
            || tokens.is_punct(*at, '{')
            || tokens.is_punct(*at, '?')
            || tokens.is_punct(*at, '='))
    };
    let first = statement.clone().find(is_start).unwrap_or(statement.start);
    let verb = if tokens.is_keyword(first, "WITH") {
        let depth = tokens.list.get(first).map_or(0, |token| token.depth);
        let is_verb = |at: &usize| {
            tokens.list[*at].depth == depth
                && (tokens.is_keyword(*at, "SELECT") || tokens.is_any_keyword(*at, WRITE))
        };
        (first + 1..statement.end).find(is_verb).unwrap_or(first)
    } else {
        first
    };
    let kind = if tokens.is_any_keyword(verb, READ) {
        StatementKind::Read
    } else if tokens.is_any_keyword(verb, WRITE) {
        StatementKind::Write
    } else if tokens.is_any_keyword(verb, CALL) {
        StatementKind::Call
    } else {
        StatementKind::Unknown
    };
    (kind, verb)
}

/// A statement without a preceding semicolon, as allowed by SQL Server. Detected by two words that
/// cannot be adjacent inside a query.
fn unseparated_statement(tokens: &Tokens<'_>, statement: Range<usize>) -> Option<usize> {
    const OBJECTS: &[&str] = &["TABLE", "VIEW", "INDEX", "PROCEDURE", "FUNCTION", "DATABASE", "USER"];
    tokens.clause_keywords(statement.start + 1..statement.end).find(|at| {
        let at = *at;
        tokens.list[at].depth == 0
            && tokens
                .is_any_keyword(at, &["DELETE", "INSERT", "DROP", "TRUNCATE", "ALTER", "CREATE", "UPDATE"])
            && !tokens.is_any_keyword(at - 1, &["AS", "WITH", "FOR", "ON"])
            && !matches!(tokens.list[at - 1].kind, TokenKind::Punct('.' | ',' | '='))
            && ((tokens.is_keyword(at, "DELETE") && tokens.is_keyword(at + 1, "FROM"))
                || (tokens.is_keyword(at, "INSERT") && tokens.is_keyword(at + 1, "INTO"))
                || (tokens.is_any_keyword(at, &["DROP", "TRUNCATE", "ALTER", "CREATE"])
                    && tokens.is_any_keyword(at + 1, OBJECTS))
                || (tokens.is_keyword(at, "UPDATE")
                    && (at + 2..at + 6).any(|next| tokens.is_keyword(next, "SET"))))
    })
}

/// The first keyword that restricts the rows.
fn find_row_filter(tokens: &Tokens<'_>) -> Option<usize> {
    const KEYWORDS: &[&str] =
        &["WHERE", "HAVING", "TOP", "LIMIT", "FETCH", "OFFSET", "ROWNUM", "TABLESAMPLE", "SAMPLE"];
    tokens.clause_keywords(0..tokens.list.len()).filter(|at| tokens.is_any_keyword(*at, KEYWORDS)).find(
        |at| {
            let is_name = at
                .checked_sub(1)
                .is_some_and(|before| tokens.is_punct(before, '.') || tokens.is_keyword(before, "AS"));
            let is_other_top = tokens.is_keyword(*at, "TOP")
                && !at
                    .checked_sub(1)
                    .is_some_and(|before| tokens.is_any_keyword(before, &["SELECT", "DISTINCT", "ALL"]));
            !is_name && !is_other_top
        },
    )
}

fn parse_select(tokens: &Tokens<'_>, select: usize, statement: &Range<usize>, sql: &mut Sql) {
    let depth = tokens.list.get(select).map_or(0, |token| token.depth);
    let (mut from, mut into, mut for_clause) = (None, None, None);
    let mut is_compound = select > statement.start;
    for at in tokens.clause_keywords(select + 1..statement.end) {
        // Skips sub-queries.
        if tokens.list[at].depth != depth {
            continue;
        }
        let is = |word: &str| tokens.is_clause_keyword(at, word);
        if is("FROM") {
            from = from.or(Some(at));
        } else if is("INTO") {
            into = into.or(Some(at));
        } else if is("FOR") {
            for_clause = for_clause.or(Some(at));
        } else {
            is_compound |= is("UNION") || is("EXCEPT") || is("INTERSECT") || is("MINUS");
        }
    }
    let into = into.filter(|into| from.is_none_or(|from| *into < from));
    sql.into_clause = into.and_then(|into| tokens.list.get(into)).map(|token| token.range.clone());
    let closing =
        (select + 1..statement.end).find(|at| tokens.list[*at].depth < depth).unwrap_or(statement.end);
    let list = parse_select_list(tokens, select, into.or(from).unwrap_or(closing));
    sql.star = list.star;
    // FOR XML and FOR JSON return a single column with another name.
    let is_converted = for_clause.is_some_and(|at| tokens.is_any_keyword(at + 1, &["XML", "JSON"]));
    sql.columns = list.columns.filter(|_| !is_compound && !is_converted && into.is_none());
}

/// Reports an unknown first word: a misspelled SELECT, or filter criteria.
fn unknown_verb_error(tokens: &Tokens<'_>, sql: &Sql) -> Option<SqlError> {
    if sql.kind != StatementKind::Unknown {
        return None;
    }
    let first = (0..tokens.list.len()).find(|at| !tokens.is_punct(*at, '('))?;
    if tokens.list[first].kind != TokenKind::Word {
        return None;
    }
    let word = tokens.token_text(first);
    let range = tokens.list[first].range.clone();
    if closest_match(word, ["SELECT"]).is_some() && tokens.list.len() > 2 {
        return Some(SqlError {
            range,
            message: format!("expected `SELECT`, found `{word}`"),
            help: "correct the spelling".to_owned(),
        });
    }
    if looks_like_filter(tokens, first) {
        return Some(SqlError {
            range,
            message: "expected SQL, found filter criteria".to_owned(),
            help: "queries of a table are SQL: write a query such as `SELECT * FROM [Sheet1$]`".to_owned(),
        });
    }
    None
}

/// Whether the text can be parsed as filter criteria.
fn looks_like_filter(tokens: &Tokens<'_>, first: usize) -> bool {
    let text =
        tokens.list.get(first).and_then(|token| tokens.text.get(token.range.start..)).unwrap_or_default();
    let filter = crate::language::filter::parse(text.get(..2000).unwrap_or(text), tokens.placeholders);
    filter
        .conditions()
        .next()
        .is_some_and(|condition| condition.operator.as_ref().is_some_and(|operator| operator.known.is_some()))
}
