//! Implicit line continuation: after an operator or a comma, and inside queries.

use super::Keyword;
use super::error::{ScriptError, ScriptErrorKind};
use super::lexer::Lexed;
use super::token::{Punct, Token, TokenKind};

/// Removes the line breaks that do not end a statement. Returns for each token whether it is part of
/// a query, up to the last token that is.
pub(super) fn join_lines(lexed: &mut Lexed) -> Vec<bool> {
    if !lexed.may_have_query && lexed.line_ends.iter().all(|at| ends_statement(&lexed.tokens, *at)) {
        return Vec::new();
    }
    let Lexed { tokens, errors, .. } = lexed;
    let mut in_query = Vec::new();
    let mut query = false;
    let mut depth: usize = 0;
    let mut length: usize = 0;
    for index in 0..tokens.len() {
        let token = tokens[index];
        match token.kind {
            TokenKind::Punct(Punct::OpenParen | Punct::OpenBrace) => depth += 1,
            TokenKind::Punct(Punct::CloseParen | Punct::CloseBrace) => depth = depth.saturating_sub(1),
            TokenKind::Word(Keyword::From | Keyword::Aggregate) => {
                query |= starts_query(&tokens[index + 1..]);
            }
            TokenKind::Newline => {
                let Some(before) = length.checked_sub(1).map(|last| tokens[last]) else { continue };
                let next = tokens.get(index + 1);
                if continues(before, next, tokens.get(index + 2), query, depth) {
                    continue;
                }
                if let Some(next) = next.filter(|next| cannot_start_statement(next)) {
                    errors.push(ScriptError {
                        range: next.range(),
                        kind: ScriptErrorKind::LineStartsWithOperator,
                    });
                    continue;
                }
                query = false;
            }
            _ => {}
        }
        if length < index {
            tokens[length] = token;
        }
        if query {
            in_query.resize(length, false);
            in_query.push(true);
        }
        length += 1;
    }
    tokens.truncate(length);
    in_query
}

/// Whether the line break at `at` ends a statement outside queries, as nearly all do.
fn ends_statement(tokens: &[Token], at: usize) -> bool {
    let next = tokens.get(at + 1);
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else { return false };
    !continues(*before, next, tokens.get(at + 2), false, 1) && !next.is_some_and(cannot_start_statement)
}

/// Whether `x In` or `x As …` follows `From` or `Aggregate`.
fn starts_query(rest: &[Token]) -> bool {
    let mut rest = rest.iter().filter(|token| token.kind != TokenKind::Newline);
    rest.next().is_some_and(|name| name.is_name())
        && rest.next().is_some_and(|word| word.is(Keyword::In) || word.is(Keyword::As))
}

/// Whether a statement continues after a line break.
fn continues(before: Token, next: Option<&Token>, second: Option<&Token>, query: bool, depth: usize) -> bool {
    let after_previous = match before.kind {
        TokenKind::Punct(symbol) => {
            symbol.is_operator()
                || matches!(symbol, Punct::Comma | Punct::OpenParen | Punct::OpenBrace | Punct::Dot)
        }
        TokenKind::Word(Keyword::From | Keyword::With) => {
            next.is_some_and(|next| next.is_punct(Punct::OpenBrace)) || (query && before.is(Keyword::From))
        }
        TokenKind::Word(keyword) => keyword.continues_line() || (query && keyword.is_query_clause()),
        _ => false,
    };
    let before_next = next.is_some_and(|next| match next.kind {
        TokenKind::Punct(Punct::CloseParen | Punct::CloseBrace) => depth > 0,
        TokenKind::Word(Keyword::Select) => query && !second.is_some_and(|second| second.is(Keyword::Case)),
        TokenKind::Word(keyword) => query && keyword.is_query_clause(),
        _ => false,
    });
    after_previous || before_next
}

/// Whether a token cannot start a statement, so that it probably continues the previous line.
fn cannot_start_statement(token: &Token) -> bool {
    match token.kind {
        TokenKind::Punct(symbol) => symbol == Punct::Comma || (symbol.is_operator() && symbol != Punct::Less),
        TokenKind::Word(keyword) => keyword.is_operator(),
        _ => false,
    }
}
