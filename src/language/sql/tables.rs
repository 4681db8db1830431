//! The tables behind FROM and JOIN.

use super::lexer::{TokenKind, Tokens};
use super::{Table, unquoted};

/// Words that end a list of tables.
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

/// Other words that may stand behind a table and are no alias.
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

/// Words that may stand between FROM and the table.
const BEFORE_TABLE: &[&str] = &["ONLY", "LATERAL", "TABLE"];

pub(super) struct TableReferences {
    pub(super) tables: Vec<Table>,
    /// A function or a placeholder stands where a table would.
    pub(super) has_unlisted_tables: bool,
}

/// Every table that the text names behind FROM and JOIN, in sub-queries too.
pub(super) fn find_tables(tokens: &Tokens<'_>) -> TableReferences {
    let mut found = TableReferences { tables: Vec::new(), has_unlisted_tables: false };
    // For every open parenthesis: whether it holds a query, and whether a list of tables runs there.
    let mut levels: Vec<(bool, bool)> = vec![(true, false)];
    let mut at = 0;
    while let Some(token) = tokens.list.get(at) {
        match token.kind {
            TokenKind::Punct('(') => {
                let query = first_word_is(tokens, at + 1, &["SELECT", "WITH", "VALUES", "TRANSFORM"]);
                levels.push((query, false));
            }
            TokenKind::Punct(')') if levels.len() > 1 => {
                levels.pop();
            }
            TokenKind::Punct(',') if levels.last().is_some_and(|(_, list)| *list) => {
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

/// Whether a table is named behind the word at `at`. Lists of tables start and end with some words.
fn introduces_table(tokens: &Tokens<'_>, at: usize, levels: &mut [(bool, bool)]) -> bool {
    if tokens.is_clause_keyword(at, "JOIN") || tokens.is_clause_keyword(at, "APPLY") {
        return true;
    }
    let Some((is_query, in_list)) = levels.last_mut() else { return false };
    if *is_query && tokens.is_clause_keyword(at, "FROM") && !is_distinct_from(tokens, at) {
        *in_list = true;
        return true;
    }
    if *in_list && (tokens.is_any_keyword(at, TABLE_LIST_TERMINATORS) || tokens.is_keyword(at, "SELECT")) {
        *in_list = false;
    }
    false
}

/// `IS DISTINCT FROM`
fn is_distinct_from(tokens: &Tokens<'_>, at: usize) -> bool {
    at >= 2
        && tokens.is_keyword(at - 1, "DISTINCT")
        && (tokens.is_keyword(at - 2, "IS") || tokens.is_keyword(at - 2, "NOT"))
}

/// Whether the first word behind any parentheses is one of these.
fn first_word_is(tokens: &Tokens<'_>, at: usize, words: &[&str]) -> bool {
    // Parentheses in great number hold nothing worth knowing.
    let first = (at..at + 64).find(|at| !tokens.is_punct(*at, '('));
    first.is_some_and(|first| tokens.is_any_keyword(first, words))
}

/// Reads a table at `at`, if there is one, and gives where to go on.
fn parse_table(
    tokens: &Tokens<'_>,
    mut at: usize,
    levels: &mut Vec<(bool, bool)>,
    found: &mut TableReferences,
) -> usize {
    // Access nests joins in parentheses: FROM (a INNER JOIN b ON …) INNER JOIN c.
    while tokens.is_punct(at, '(') && !tokens.is_any_keyword(at + 1, &["SELECT", "WITH", "VALUES"]) {
        levels.push((false, false));
        at += 1;
    }
    while tokens.is_any_keyword(at, BEFORE_TABLE) {
        at += 1;
    }
    if tokens.is_punct(at, '(') {
        return at;
    }
    let start = at;
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
        // `server..table` leaves the schema out.
        let dots = (at..at + 2).take_while(|at| tokens.is_punct(*at, '.')).count();
        if dots == 0 {
            break;
        }
        at += dots;
    }
    let glued = |at: usize| {
        let token = tokens.list.get(at).filter(|token| token.kind == TokenKind::Placeholder)?;
        (at == start || tokens.list.get(at - 1)?.range.end == token.range.start).then_some(())
    };
    if glued(at).is_some() || parts.iter().any(|part| crate::language::contains_placeholder(part)) {
        found.has_unlisted_tables = true;
        return at.max(start + 1);
    }
    let (Some(first), Some(last)) =
        (tokens.list.get(start), at.checked_sub(1).and_then(|last| tokens.list.get(last)))
    else {
        return at;
    };
    if parts.is_empty() {
        return at;
    }
    if tokens.is_punct(at, '(') {
        found.has_unlisted_tables = true;
        return at;
    }
    let range = first.range.start..last.range.end;
    let alias_at = if tokens.is_keyword(at, "AS") { at + 1 } else { at };
    let is_alias =
        |at| !tokens.is_any_keyword(at, TABLE_LIST_TERMINATORS) && !tokens.is_any_keyword(at, AFTER_TABLE);
    let alias = (tokens.is_name(alias_at) && is_alias(alias_at))
        .then(|| unquoted(tokens.token_text(alias_at)).into_owned());
    if alias.is_some() {
        at = alias_at + 1;
    }
    found.tables.push(Table { parts, range, quoted, alias });
    at
}
