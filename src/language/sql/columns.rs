//! Columns of a SELECT list.

use std::ops::Range;

use super::Column;
use super::lexer::{TokenKind, Tokens};

/// Keywords between SELECT and the first column.
const MODIFIERS: &[&str] = &[
    "DISTINCT",
    "ALL",
    "DISTINCTROW",
    "UNIQUE",
    "STRAIGHT_JOIN",
    "HIGH_PRIORITY",
    "SQL_NO_CACHE",
    "SQL_CACHE",
    "SQL_CALC_FOUND_ROWS",
    "SQL_SMALL_RESULT",
    "SQL_BIG_RESULT",
    "SQL_BUFFER_RESULT",
];

/// Items between SELECT and FROM.
#[derive(Debug, Default)]
pub(super) struct SelectList {
    /// Columns, if all of them have a name.
    pub(super) columns: Option<Vec<Column>>,
    /// First `*` that selects all columns.
    pub(super) star: Option<Range<usize>>,
}

/// Parses the list after the SELECT at token `select`, up to token `end`, which is FROM or INTO.
pub(super) fn parse_select_list(tokens: &Tokens<'_>, select: usize, end: usize) -> SelectList {
    let mut at = select + 1;
    loop {
        if tokens.is_any_keyword(at, MODIFIERS) {
            at += 1;
        } else if tokens.is_keyword(at, "TOP") {
            at = after_top(tokens, at + 1);
        } else {
            break;
        }
    }
    let mut list = SelectList::default();
    let Some(depth) = tokens.list.get(select).map(|token| token.depth) else { return list };
    // A name and a comma per column.
    let mut columns = Vec::with_capacity(end.saturating_sub(at) / 2 + 1);
    // Default placeholders contain a brace.
    let may_have_placeholder =
        !tokens.placeholders.is_default() || memchr::memchr(b'{', tokens.text.as_bytes()).is_some();
    let mut complete = at < end;
    while at < end {
        let comma =
            (at..end).find(|at| tokens.is_punct(*at, ',') && tokens.list[*at].depth == depth).unwrap_or(end);
        let item = at..comma;
        if list.star.is_none() && is_star(tokens, &item) {
            list.star = tokens.list.get(comma - 1).map(|token| token.range.clone());
        }
        match named_column(tokens, item, may_have_placeholder) {
            Some(column) => columns.push(column),
            None => complete = false,
        }
        at = comma + 1;
    }
    // A comma before FROM indicates a missing item.
    complete &= !(end > 0 && tokens.is_punct(end - 1, ','));
    list.columns = complete.then_some(columns);
    list
}

/// Skips the count of TOP: `10`, `(10) PERCENT WITH TIES`.
fn after_top(tokens: &Tokens<'_>, mut at: usize) -> usize {
    if tokens.is_punct(at, '(') {
        let depth = tokens.list[at].depth;
        let close = (at + 1..tokens.list.len())
            .find(|at| tokens.is_punct(*at, ')') && tokens.list[*at].depth == depth);
        at = close.map_or(tokens.list.len(), |close| close + 1);
    } else {
        at += 1;
    }
    if tokens.is_keyword(at, "PERCENT") {
        at += 1;
    }
    if tokens.is_keyword(at, "WITH") && tokens.is_keyword(at + 1, "TIES") {
        at += 2;
    }
    at
}

/// `*` or `t.*`
fn is_star(tokens: &Tokens<'_>, item: &Range<usize>) -> bool {
    let Some(last) = item.end.checked_sub(1).filter(|last| *last >= item.start) else { return false };
    tokens.is_punct(last, '*') && (last == item.start || tokens.is_punct(last - 1, '.'))
}

/// Column of an item, if it has a name.
fn named_column(tokens: &Tokens<'_>, item: Range<usize>, may_have_placeholder: bool) -> Option<Column> {
    let last = item.end.checked_sub(1).filter(|last| *last >= item.start)?;
    let is_placeholder = |at: usize| match tokens.list[at].kind {
        TokenKind::Placeholder => true,
        TokenKind::QuotedName => may_have_placeholder && tokens.placeholders.is_in(tokens.token_text(at)),
        _ => false,
    };
    if item.clone().any(is_placeholder) {
        return None;
    }
    let column = |at: usize| Column { range: tokens.list[at].range.clone() };
    let is_string = tokens.list[last].kind == TokenKind::String;
    if last > item.start && tokens.is_keyword(last - 1, "AS") {
        return (tokens.is_name(last) || is_string).then(|| column(last));
    }
    if !tokens.is_name(last) || tokens.is_keyword(last, "END") {
        return None;
    }
    // Fast path: most items are a single name.
    if last == item.start {
        return Some(column(last));
    }
    if tokens.is_punct(last - 1, '.') {
        // `t.a`, `s.t.a`
        let is_qualified_name =
            item.clone().rev().enumerate().all(|(index, at)| {
                if index % 2 == 0 { tokens.is_name(at) } else { tokens.is_punct(at, '.') }
            });
        return (is_qualified_name && item.len() % 2 == 1).then(|| column(last));
    }
    // An alias without AS follows a name, a value or a closing parenthesis.
    let before = tokens.list[last - 1].kind;
    let is_operator = tokens.is_any_keyword(
        last - 1,
        &["AND", "OR", "NOT", "LIKE", "IN", "IS", "BETWEEN", "COLLATE", "ZONE", "PRIOR", "MOD", "DIV"],
    );
    let is_operand =
        matches!(before, TokenKind::QuotedName | TokenKind::Word | TokenKind::String | TokenKind::Punct(')'))
            && !is_operator;
    (is_operand && !tokens.is_keyword(last, "NULL")).then(|| column(last))
}
