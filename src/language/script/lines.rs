//! Where lines go on: most statements may be broken behind an operator or a comma, and inside queries.

use super::Keyword;
use super::lexer::Lexed;
use super::problem::{Problem, ProblemKind};
use super::token::{Symbol, Token, TokenKind};

/// Drops the line ends that end no statement, and says for each token whether it is part of a query, up
/// to the last that is.
pub(super) fn join(lexed: &mut Lexed) -> Vec<bool> {
    if !lexed.may_query && lexed.line_ends.iter().all(|at| surely_ends(&lexed.tokens, *at)) {
        return Vec::new();
    }
    let Lexed { tokens, problems, .. } = lexed;
    let mut in_query = Vec::new();
    let mut query = false;
    let mut depth: usize = 0;
    let mut kept: usize = 0;
    for index in 0..tokens.len() {
        let token = tokens[index];
        match token.kind {
            TokenKind::Symbol(Symbol::OpenParen | Symbol::OpenBrace) => depth += 1,
            TokenKind::Symbol(Symbol::CloseParen | Symbol::CloseBrace) => depth = depth.saturating_sub(1),
            TokenKind::Word(Keyword::From | Keyword::Aggregate) => {
                query |= starts_query(&tokens[index + 1..]);
            }
            TokenKind::Newline => {
                let Some(before) = kept.checked_sub(1).map(|last| tokens[last]) else { continue };
                let next = tokens.get(index + 1);
                if goes_on(before, next, tokens.get(index + 2), query, depth) {
                    continue;
                }
                if let Some(next) = next.filter(|next| starts_no_statement(next)) {
                    problems.push(Problem { range: next.range(), kind: ProblemKind::LineStartsWithOperator });
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
fn surely_ends(tokens: &[Token], at: usize) -> bool {
    let next = tokens.get(at + 1);
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else { return false };
    !goes_on(*before, next, tokens.get(at + 2), false, 1) && !next.is_some_and(starts_no_statement)
}

/// Whether `x In` or `x As …` stands here, behind `From` or `Aggregate`.
fn starts_query(rest: &[Token]) -> bool {
    let mut rest = rest.iter().filter(|token| token.kind != TokenKind::Newline);
    rest.next().is_some_and(|name| name.is_name())
        && rest.next().is_some_and(|word| word.is(Keyword::In) || word.is(Keyword::As))
}

/// Whether a statement goes on behind a line end.
fn goes_on(before: Token, next: Option<&Token>, second: Option<&Token>, query: bool, depth: usize) -> bool {
    let behind = match before.kind {
        TokenKind::Symbol(symbol) => {
            symbol.is_operator()
                || matches!(symbol, Symbol::Comma | Symbol::OpenParen | Symbol::OpenBrace | Symbol::Dot)
        }
        TokenKind::Word(Keyword::From | Keyword::With) => {
            next.is_some_and(|next| next.is_symbol(Symbol::OpenBrace)) || (query && before.is(Keyword::From))
        }
        TokenKind::Word(keyword) => keyword.joins_lines() || (query && keyword.is_query_clause()),
        _ => false,
    };
    let before_next = next.is_some_and(|next| match next.kind {
        TokenKind::Symbol(Symbol::CloseParen | Symbol::CloseBrace) => depth > 0,
        TokenKind::Word(Keyword::Select) => query && !second.is_some_and(|second| second.is(Keyword::Case)),
        TokenKind::Word(keyword) => query && keyword.is_query_clause(),
        _ => false,
    });
    behind || before_next
}

/// Whether no statement starts with the token, so that it was meant to go on with the line before.
fn starts_no_statement(token: &Token) -> bool {
    match token.kind {
        TokenKind::Symbol(symbol) => {
            symbol == Symbol::Comma || (symbol.is_operator() && symbol != Symbol::Less)
        }
        TokenKind::Word(keyword) => keyword.is_operator(),
        _ => false,
    }
}
