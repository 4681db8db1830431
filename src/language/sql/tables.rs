//! The tables behind FROM and JOIN.

use super::lexer::{Kind, Tokens};
use super::{Table, unquoted};

/// Words that end a list of tables.
const ENDS_LIST: &[&str] = &[
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

pub(super) struct Found {
    pub(super) tables: Vec<Table>,
    /// A function or a placeholder stands where a table would.
    pub(super) reads_more: bool,
}

/// Every table that the text names behind FROM and JOIN, in sub-queries too.
pub(super) fn tables(tokens: &Tokens<'_>) -> Found {
    let mut found = Found { tables: Vec::new(), reads_more: false };
    // For every open parenthesis: whether it holds a query, and whether a list of tables runs there.
    let mut levels: Vec<(bool, bool)> = vec![(true, false)];
    let mut at = 0;
    while let Some(token) = tokens.list.get(at) {
        match token.kind {
            Kind::Sign('(') => {
                let query = first_word(tokens, at + 1, &["SELECT", "WITH", "VALUES", "TRANSFORM"]);
                levels.push((query, false));
            }
            Kind::Sign(')') if levels.len() > 1 => {
                levels.pop();
            }
            Kind::Sign(',') if levels.last().is_some_and(|(_, list)| *list) => {
                at = table(tokens, at + 1, &mut levels, &mut found);
                continue;
            }
            Kind::Word if token.may_be_landmark && names_table(tokens, at, &mut levels) => {
                at = table(tokens, at + 1, &mut levels, &mut found);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Whether a table is named behind the word at `at`. Lists of tables start and end with some words.
fn names_table(tokens: &Tokens<'_>, at: usize, levels: &mut [(bool, bool)]) -> bool {
    if tokens.is_landmark(at, "JOIN") || tokens.is_landmark(at, "APPLY") {
        return true;
    }
    let Some((is_query, in_list)) = levels.last_mut() else { return false };
    if *is_query && tokens.is_landmark(at, "FROM") && !is_distinct(tokens, at) {
        *in_list = true;
        return true;
    }
    if *in_list && (tokens.is_any(at, ENDS_LIST) || tokens.is(at, "SELECT")) {
        *in_list = false;
    }
    false
}

/// `IS DISTINCT FROM`
fn is_distinct(tokens: &Tokens<'_>, at: usize) -> bool {
    at >= 2 && tokens.is(at - 1, "DISTINCT") && (tokens.is(at - 2, "IS") || tokens.is(at - 2, "NOT"))
}

/// Whether the first word behind any parentheses is one of these.
fn first_word(tokens: &Tokens<'_>, at: usize, words: &[&str]) -> bool {
    // Parentheses in great number hold nothing worth knowing.
    let first = (at..at + 64).find(|at| !tokens.is_sign(*at, '('));
    first.is_some_and(|first| tokens.is_any(first, words))
}

/// Reads a table at `at`, if there is one, and gives where to go on.
fn table(tokens: &Tokens<'_>, mut at: usize, levels: &mut Vec<(bool, bool)>, found: &mut Found) -> usize {
    // Access nests joins in parentheses: FROM (a INNER JOIN b ON …) INNER JOIN c.
    while tokens.is_sign(at, '(') && !tokens.is_any(at + 1, &["SELECT", "WITH", "VALUES"]) {
        levels.push((false, false));
        at += 1;
    }
    while tokens.is_any(at, BEFORE_TABLE) {
        at += 1;
    }
    if tokens.is_sign(at, '(') {
        return at;
    }
    let start = at;
    let mut parts = Vec::new();
    let mut quoted = false;
    loop {
        match tokens.list.get(at).map(|token| token.kind) {
            Some(Kind::Name | Kind::String) => quoted = true,
            Some(Kind::Word) => quoted = false,
            _ => break,
        }
        parts.push(unquoted(tokens.written(at)).into_owned());
        at += 1;
        // `server..table` leaves the schema out.
        let dots = (at..at + 2).take_while(|at| tokens.is_sign(*at, '.')).count();
        if dots == 0 {
            break;
        }
        at += dots;
    }
    let glued = |at: usize| {
        let token = tokens.list.get(at).filter(|token| token.kind == Kind::Placeholder)?;
        (at == start || tokens.list.get(at - 1)?.range.end == token.range.start).then_some(())
    };
    if glued(at).is_some() || parts.iter().any(|part| crate::language::holds_placeholder(part)) {
        found.reads_more = true;
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
    if tokens.is_sign(at, '(') {
        found.reads_more = true;
        return at;
    }
    let range = first.range.start..last.range.end;
    let alias_at = if tokens.is(at, "AS") { at + 1 } else { at };
    let is_alias = |at| !tokens.is_any(at, ENDS_LIST) && !tokens.is_any(at, AFTER_TABLE);
    let alias = (tokens.is_name(alias_at) && is_alias(alias_at))
        .then(|| unquoted(tokens.written(alias_at)).into_owned());
    if alias.is_some() {
        at = alias_at + 1;
    }
    found.tables.push(Table { parts, range, quoted, alias });
    at
}
