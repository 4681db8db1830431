//! Where lines go on: most statements may be broken behind an operator or a comma, and inside queries.

use super::Keyword;
use super::error::{ScriptError, ScriptErrorKind};
use super::lexer::Lexed;
use super::token::{Punct, Token, TokenKind};

/// Drops the line ends that end no statement, and says for each token whether it is part of a query, up
/// to the last that is.
pub(super) fn join_lines(lexed: &mut Lexed) -> Vec<bool> {
    if !lexed.may_have_query && lexed.line_ends.iter().all(|at| certainly_ends(&lexed.tokens, *at)) {
        return Vec::new();
    }
    let Lexed { tokens, errors: problems, .. } = lexed;
    let mut in_query = Vec::new();
    let mut query = false;
    let mut depth: usize = 0;
    let mut kept: usize = 0;
    for index in 0..tokens.len() {
        let token = tokens[index];
        match token.kind {
            TokenKind::Punct(Punct::OpenParen | Punct::OpenBrace) => depth += 1,
            TokenKind::Punct(Punct::CloseParen | Punct::CloseBrace) => depth = depth.saturating_sub(1),
            TokenKind::Word(Keyword::From | Keyword::Aggregate) => {
                query |= starts_query(&tokens[index + 1..]);
            }
            TokenKind::Newline => {
                let Some(before) = kept.checked_sub(1).map(|last| tokens[last]) else { continue };
                let next = tokens.get(index + 1);
                if continues(before, next, tokens.get(index + 2), query, depth) {
                    continue;
                }
                if let Some(next) = next.filter(|next| cannot_start_statement(next)) {
                    problems.push(ScriptError {
                        range: next.range(),
                        kind: ScriptErrorKind::LineStartsWithOperator,
                    });
                    continue;
                }
                query = false;
            }
            _ => {}
        }
        if kept < index {
            tokens[kept] = token;
        }
        if query {
            in_query.resize(kept, false);
            in_query.push(true);
        }
        kept += 1;
    }
    tokens.truncate(kept);
    in_query
}

/// Whether the line end at `at` ends a statement, as nearly all do, wherever it stands but in a query.
fn certainly_ends(tokens: &[Token], at: usize) -> bool {
    let next = tokens.get(at + 1);
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else { return false };
    !continues(*before, next, tokens.get(at + 2), false, 1) && !next.is_some_and(cannot_start_statement)
}

/// Whether `x In` or `x As …` stands here, behind `From` or `Aggregate`.
fn starts_query(rest: &[Token]) -> bool {
    let mut rest = rest.iter().filter(|token| token.kind != TokenKind::Newline);
    rest.next().is_some_and(|name| name.is_name())
        && rest.next().is_some_and(|word| word.is(Keyword::In) || word.is(Keyword::As))
}

/// Whether a statement goes on behind a line end.
fn continues(before: Token, next: Option<&Token>, second: Option<&Token>, query: bool, depth: usize) -> bool {
    let behind = match before.kind {
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
    behind || before_next
}

/// Whether no statement starts with the token, so that it was meant to go on with the line before.
fn cannot_start_statement(token: &Token) -> bool {
    match token.kind {
        TokenKind::Punct(symbol) => symbol == Punct::Comma || (symbol.is_operator() && symbol != Punct::Less),
        TokenKind::Word(keyword) => keyword.is_operator(),
        _ => false,
    }
}
