//! The columns that a SELECT delivers.

use std::ops::Range;

use super::Column;
use super::lexer::{TokenKind, Tokens};
use crate::language::{contains_placeholder, uses_default_placeholders};

/// Words that may stand between SELECT and the first column.
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

/// What stands between SELECT and FROM.
#[derive(Debug, Default)]
pub(super) struct SelectList {
    /// The columns, where every one has a name.
    pub(super) columns: Option<Vec<Column>>,
    /// The first `*` that stands for all columns.
    pub(super) star: Option<Range<usize>>,
}

/// Reads the list behind the SELECT at `select`, up to `end`, where FROM or INTO stands.
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
    // A name and a comma each.
    let mut columns = Vec::with_capacity(end.saturating_sub(at) / 2 + 1);
    // A name in quotes may be filled in only where there is a brace, unless other placeholders are configured.
    let may_be_filled_in =
        !uses_default_placeholders() || memchr::memchr(b'{', tokens.text.as_bytes()).is_some();
    let mut complete = at < end;
    while at < end {
        let comma =
            (at..end).find(|at| tokens.is_punct(*at, ',') && tokens.list[*at].depth == depth).unwrap_or(end);
        let item = at..comma;
        if list.star.is_none() && is_star(tokens, &item) {
            list.star = tokens.list.get(comma - 1).map(|token| token.range.clone());
        }
        match named_column(tokens, item, may_be_filled_in) {
            Some(column) => columns.push(column),
            None => complete = false,
        }
        at = comma + 1;
    }
    // A comma before FROM leaves the last item out.
    complete &= !(end > 0 && tokens.is_punct(end - 1, ','));
    list.columns = complete.then_some(columns);
    list
}

/// `TOP 10`, `TOP (10) PERCENT WITH TIES`
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

/// The column that an item delivers, where it has a name.
fn named_column(tokens: &Tokens<'_>, item: Range<usize>, may_be_filled_in: bool) -> Option<Column> {
    let last = item.end.checked_sub(1).filter(|last| *last >= item.start)?;
    let is_filled_in = |at: usize| match tokens.list[at].kind {
        TokenKind::Placeholder => true,
        TokenKind::QuotedName => may_be_filled_in && contains_placeholder(tokens.token_text(at)),
        _ => false,
    };
    if item.clone().any(is_filled_in) {
        return None;
    }
    let named = |at: usize| Column { range: tokens.list[at].range.clone() };
    let string = tokens.list[last].kind == TokenKind::String;
    if last > item.start && tokens.is_keyword(last - 1, "AS") {
        return (tokens.is_name(last) || string).then(|| named(last));
    }
    if !tokens.is_name(last) || tokens.is_keyword(last, "END") {
        return None;
    }
    // Most items are a name and nothing else.
    if last == item.start {
        return Some(named(last));
    }
    if tokens.is_punct(last - 1, '.') {
        // `t.a`, `s.t.a`: names and dots alone.
        let plain =
            item.clone().rev().enumerate().all(|(place, at)| {
                if place % 2 == 0 { tokens.is_name(at) } else { tokens.is_punct(at, '.') }
            });
        return (plain && item.len() % 2 == 1).then(|| named(last));
    }
    // An alias without AS stands behind a name, a value or a closing parenthesis.
    let before = tokens.list[last - 1].kind;
    let operator = tokens.is_any_keyword(
        last - 1,
        &["AND", "OR", "NOT", "LIKE", "IN", "IS", "BETWEEN", "COLLATE", "ZONE", "PRIOR", "MOD", "DIV"],
    );
    let ends =
        matches!(before, TokenKind::QuotedName | TokenKind::Word | TokenKind::String | TokenKind::Punct(')'))
            && !operator;
    (ends && !tokens.is_keyword(last, "NULL")).then(|| named(last))
}
