//! Colours of VB.NET.

use std::collections::HashMap;

use crate::language::script::{Arguments, Keyword, Script, Symbol, TokenKind as Word};
use crate::lsp::features::TokenKind;

use super::Pieces;

/// The pieces of a script, as ranges of its text.
pub(super) fn pieces(script: &Script, text: &str) -> Pieces {
    let mut pieces: Pieces =
        script.comments.iter().map(|comment| (comment.clone(), TokenKind::Comment)).collect();
    let known = known(script, text);
    let mut statement = Keyword::None;
    for (at, token) in script.tokens.iter().enumerate() {
        if script.starts.get(at) == Some(&true) {
            statement = token.keyword();
        }
        if let Some(field) = known.fields.get(&at) {
            let whole = token.range();
            pieces.push((whole.start..field.start, TokenKind::String));
            pieces.push((field.clone(), TokenKind::Property));
            pieces.push((field.end..whole.end, TokenKind::String));
            continue;
        }
        let kind = known.roles.get(&at).copied().or_else(|| kind(script, at));
        let kind = match (statement, kind) {
            // `Imports System.Text`, `Option Strict Off`
            (Keyword::Imports, Some(TokenKind::Variable | TokenKind::Property)) => Some(TokenKind::Namespace),
            (Keyword::Option, Some(TokenKind::Variable)) => Some(TokenKind::Keyword),
            (_, kind) => kind,
        };
        pieces.extend(kind.map(|kind| (token.range(), kind)));
    }
    pieces
}

/// What is known of tokens by what they stand in.
struct Known {
    roles: HashMap<usize, TokenKind>,
    /// Names of source fields, without their quotes.
    fields: HashMap<usize, std::ops::Range<usize>>,
}

fn known(script: &Script, text: &str) -> Known {
    let mut known = Known { roles: HashMap::new(), fields: HashMap::new() };
    for used in &script.dtm {
        if used.start != used.member && script.tokens.get(used.start).is_some_and(|token| token.is_name()) {
            known.roles.insert(used.start, TokenKind::Namespace);
        }
        let called = script.tokens.get(used.member + 1).is_some_and(|next| next.is_symbol(Symbol::OpenParen));
        known.roles.insert(used.member, if called { TokenKind::Method } else { TokenKind::Property });
    }
    for source in script.uses_of(text, "Source") {
        if let Arguments::Literal { content, .. } = script.arguments(text, source.member) {
            // The name is the token behind the parenthesis.
            known.fields.insert(source.member + 2, content);
        }
    }
    for routine in &script.routines {
        let keyword = script.tokens.get(routine.keyword).map(|token| token.keyword());
        let is_routine = matches!(keyword, Some(Keyword::Sub | Keyword::Function | Keyword::Property));
        let kind = if is_routine { TokenKind::Function } else { TokenKind::Type };
        known.roles.insert(routine.name, kind);
    }
    known
}

fn kind(script: &Script, at: usize) -> Option<TokenKind> {
    let token = script.tokens.get(at)?;
    Some(match token.kind {
        Word::Word(keyword) if is_plain_name(script, at, keyword) => name(script, at),
        Word::Word(keyword) if is_type(keyword) => TokenKind::Type,
        Word::Word(_) => TokenKind::Keyword,
        Word::Escaped => name(script, at),
        Word::Number | Word::Date => TokenKind::Number,
        Word::Text
        | Word::Character
        | Word::InterpolationStart
        | Word::InterpolationText
        | Word::InterpolationEnd => TokenKind::String,
        Word::HoleStart | Word::HoleEnd => TokenKind::Operator,
        Word::Symbol(symbol) if symbol.is_operator() => TokenKind::Operator,
        Word::Symbol(_) | Word::Newline => return None,
    })
}

/// Whether a word is a name where it stands: behind a dot every word is, and words of queries are
/// names outside of them.
fn is_plain_name(script: &Script, at: usize, keyword: Keyword) -> bool {
    let in_query = script.in_query.get(at) == Some(&true);
    follows(script, at, Symbol::Dot) || keyword == Keyword::None || (keyword.is_name() && !in_query)
}

fn name(script: &Script, at: usize) -> TokenKind {
    let called = script.tokens.get(at + 1).is_some_and(|next| next.is_symbol(Symbol::OpenParen));
    let before = at.checked_sub(1).and_then(|before| script.tokens.get(before));
    let member = follows(script, at, Symbol::Dot) || follows(script, at, Symbol::Bang);
    match before.map(|before| before.keyword()) {
        Some(Keyword::As | Keyword::New | Keyword::Of | Keyword::Inherits | Keyword::Implements) => {
            TokenKind::Type
        }
        Some(Keyword::Namespace) => TokenKind::Namespace,
        _ if called && member => TokenKind::Method,
        _ if called => TokenKind::Function,
        _ if member => TokenKind::Property,
        _ => TokenKind::Variable,
    }
}

fn follows(script: &Script, at: usize, symbol: Symbol) -> bool {
    at.checked_sub(1)
        .and_then(|before| script.tokens.get(before))
        .is_some_and(|before| before.is_symbol(symbol))
}

fn is_type(keyword: Keyword) -> bool {
    use Keyword as K;
    matches!(
        keyword,
        K::Boolean
            | K::Byte
            | K::Char
            | K::Date
            | K::Decimal
            | K::Double
            | K::Integer
            | K::Long
            | K::Object
            | K::Short
            | K::Single
            | K::String
    )
}
