//! Tables after FROM and JOIN.

use super::lexer::{TokenKind, Tokens};
use super::{Table, unquoted};

/// Keywords that end a list of tables.
const TABLE_LIST_TERMINATORS: &[&str] = &[
    "WHERE",
    "GROUP",
    "ORDER",
    "HAVING",
    "UNION",
    "EXCEPT",
    "INTERSECT",
    "MINUS",
    "LIMIT",
    "OFFSET",
    "FETCH",
    "FOR",
    "OPTION",
    "CONNECT",
];

/// Other keywords that may follow a table and are not an alias.
const AFTER_TABLE: &[&str] = &[
    "JOIN",
    "INNER",
    "LEFT",
    "RIGHT",
    "FULL",
    "CROSS",
    "OUTER",
    "NATURAL",
    "ON",
    "USING",
    "WITH",
    "WINDOW",
    "START",
    "PIVOT",
    "UNPIVOT",
    "TABLESAMPLE",
    "SAMPLE",
    "PARTITION",
    "SET",
    "QUALIFY",
    "APPLY",
    "AND",
];

/// Keywords between FROM and the table.
const BEFORE_TABLE: &[&str] = &["ONLY", "LATERAL", "TABLE"];

#[derive(Default)]
pub(super) struct TableReferences {
    pub(super) tables: Vec<Table>,
    /// Whether there is a function or a placeholder in place of a table.
    pub(super) has_unlisted_tables: bool,
}

/// Context inside a parenthesis.
struct Level {
    /// Whether the parenthesis contains a query.
    is_query: bool,
    /// Whether the current position is in a list of tables.
    in_table_list: bool,
}
/// Finds all tables after FROM and JOIN, including those of sub-queries.
pub(super) fn find_tables(tokens: &Tokens<'_>) -> TableReferences {
    let mut found = TableReferences::default();
    let mut levels = vec![Level { is_query: true, in_table_list: false }];
    let mut at = 0;
    while let Some(token) = tokens.list.get(at) {
        match token.kind {
            TokenKind::Punct('(') => {
                let is_query = first_word_is(tokens, at + 1, &["SELECT", "WITH", "VALUES", "TRANSFORM"]);
                levels.push(Level { is_query, in_table_list: false });
            }
            TokenKind::Punct(')') if levels.len() > 1 => {
                levels.pop();
            }
            TokenKind::Punct(',') if levels.last().is_some_and(|level| level.in_table_list) => {
                at = parse_table(tokens, at + 1, &mut levels, &mut found);
                continue;
            }
            TokenKind::Word if token.may_be_clause_keyword && introduces_table(tokens, at, &mut levels) => {
                at = parse_table(tokens, at + 1, &mut levels, &mut found);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Whether the token at `at` is followed by a table. Updates whether the level is in a table list.
fn introduces_table(tokens: &Tokens<'_>, at: usize, levels: &mut [Level]) -> bool {
    if tokens.is_clause_keyword(at, "JOIN") || tokens.is_clause_keyword(at, "APPLY") {
        return true;
    }
    let Some(level) = levels.last_mut() else { return false };
    if level.is_query && tokens.is_clause_keyword(at, "FROM") && !is_distinct_from(tokens, at) {
        level.in_table_list = true;
        return true;
    }
    if level.in_table_list
        && (tokens.is_any_keyword(at, TABLE_LIST_TERMINATORS) || tokens.is_keyword(at, "SELECT"))
    {
        level.in_table_list = false;
    }
    false
}

/// `IS DISTINCT FROM`
fn is_distinct_from(tokens: &Tokens<'_>, at: usize) -> bool {
    at >= 2
        && tokens.is_keyword(at - 1, "DISTINCT")
        && (tokens.is_keyword(at - 2, "IS") || tokens.is_keyword(at - 2, "NOT"))
}

/// Whether the first word after any parentheses is one of these.
fn first_word_is(tokens: &Tokens<'_>, at: usize, words: &[&str]) -> bool {
    // Limits the cost of deeply nested parentheses.
    let first = (at..at + 64).find(|at| !tokens.is_punct(*at, '('));
    first.is_some_and(|first| tokens.is_any_keyword(first, words))
}

/// Parses a table at `at`, if there is one, and returns the position after it.
fn parse_table(
    tokens: &Tokens<'_>,
    mut at: usize,
    levels: &mut Vec<Level>,
    found: &mut TableReferences,
) -> usize {
    // Access nests joins in parentheses: FROM (a INNER JOIN b ON …) INNER JOIN c.
    while tokens.is_punct(at, '(') && !tokens.is_any_keyword(at + 1, &["SELECT", "WITH", "VALUES"]) {
        levels.push(Level { is_query: false, in_table_list: false });
        at += 1;
    }
    while tokens.is_any_keyword(at, BEFORE_TABLE) {
        at += 1;
    }
    if tokens.is_punct(at, '(') {
        return at;
    }
    let start = at;
    let name = parse_table_name(tokens, start);
    at = name.end;
    if is_adjacent_placeholder(tokens, start, at)
        || name.parts.iter().any(|part| tokens.placeholders.is_in(part))
    {
        found.has_unlisted_tables = true;
        return at.max(start + 1);
    }
    let (Some(first), Some(last)) =
        (tokens.list.get(start), at.checked_sub(1).and_then(|last| tokens.list.get(last)))
    else {
        return at;
    };
    if name.parts.is_empty() {
        return at;
    }
    if tokens.is_punct(at, '(') {
        found.has_unlisted_tables = true;
        return at;
    }
    let range = first.range.start..last.range.end;
    let alias_at = if tokens.is_keyword(at, "AS") { at + 1 } else { at };
    let alias = is_alias(tokens, alias_at).then(|| unquoted(tokens.token_text(alias_at)).into_owned());
    if alias.is_some() {
        at = alias_at + 1;
    }
    found.tables.push(Table { parts: name.parts, range, quoted: name.quoted, alias });
    at
}

/// Name of a table, and the position after it.
struct TableName {
    parts: Vec<String>,
    /// Whether the last part is quoted.
    quoted: bool,
    end: usize,
}

fn parse_table_name(tokens: &Tokens<'_>, mut at: usize) -> TableName {
    let mut parts = Vec::new();
    let mut quoted = false;
    loop {
        match tokens.list.get(at).map(|token| token.kind) {
            Some(TokenKind::QuotedName | TokenKind::String) => quoted = true,
            Some(TokenKind::Word) => quoted = false,
            _ => break,
        }
        parts.push(unquoted(tokens.token_text(at)).into_owned());
        at += 1;
        // `server..table` omits the schema.
        let dots = (at..at + 2).take_while(|at| tokens.is_punct(*at, '.')).count();
        if dots == 0 {
            break;
        }
        at += dots;
    }
    TableName { parts, quoted, end: at }
}

/// Whether the token at `at` is a placeholder that is (a part of) the name that starts at `start`.
fn is_adjacent_placeholder(tokens: &Tokens<'_>, start: usize, at: usize) -> bool {
    let Some(token) = tokens.list.get(at) else { return false };
    token.kind == TokenKind::Placeholder
        && (at == start
            || tokens.list.get(at - 1).is_some_and(|previous| previous.range.end == token.range.start))
}

fn is_alias(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is_name(at)
        && !tokens.is_any_keyword(at, TABLE_LIST_TERMINATORS)
        && !tokens.is_any_keyword(at, AFTER_TABLE)
}
