//! Colours of VB.NET.

use std::collections::HashMap;

use crate::language::script::{Arguments, Keyword, Punct, Script, TokenKind as Word};
use crate::lsp::features::HighlightKind;

use super::HighlightRanges;

/// The pieces of a script, as ranges of its text.
pub(super) fn highlight_script(script: &Script, text: &str) -> HighlightRanges {
    let mut pieces: HighlightRanges =
        script.comments.iter().map(|comment| (comment.clone(), HighlightKind::Comment)).collect();
    let known = known_tokens(script, text);
    let mut statement = Keyword::None;
    for (at, token) in script.tokens.iter().enumerate() {
        if script.statement_starts.get(at) == Some(&true) {
            statement = token.keyword();
        }
        if let Some(field) = known.fields.get(&at) {
            let whole = token.range();
            pieces.push((whole.start..field.start, HighlightKind::String));
            pieces.push((field.clone(), HighlightKind::Property));
            pieces.push((field.end..whole.end, HighlightKind::String));
            continue;
        }
        let kind = known.roles.get(&at).copied().or_else(|| token_kind(script, at));
        let kind = match (statement, kind) {
            // `Imports System.Text`, `Option Strict Off`
            (Keyword::Imports, Some(HighlightKind::Variable | HighlightKind::Property)) => {
                Some(HighlightKind::Namespace)
            }
            (Keyword::Option, Some(HighlightKind::Variable)) => Some(HighlightKind::Keyword),
            (_, kind) => kind,
        };
        pieces.extend(kind.map(|kind| (token.range(), kind)));
    }
    pieces
}

/// What is known of tokens by what they stand in.
struct KnownTokens {
    roles: HashMap<usize, HighlightKind>,
    /// Names of source fields, without their quotes.
    fields: HashMap<usize, std::ops::Range<usize>>,
}

fn known_tokens(script: &Script, text: &str) -> KnownTokens {
    let mut known = KnownTokens { roles: HashMap::new(), fields: HashMap::new() };
    for used in &script.dtm_references {
        if used.start != used.member && script.tokens.get(used.start).is_some_and(|token| token.is_name()) {
            known.roles.insert(used.start, HighlightKind::Namespace);
        }
        let called = script.tokens.get(used.member + 1).is_some_and(|next| next.is_punct(Punct::OpenParen));
        known.roles.insert(used.member, if called { HighlightKind::Method } else { HighlightKind::Property });
    }
    for source in script.references_to(text, "Source") {
        if let Arguments::Literal { content, .. } = script.arguments(text, source.member) {
            // The name is the token behind the parenthesis.
            known.fields.insert(source.member + 2, content);
        }
    }
    for routine in &script.declarations {
        let keyword = script.tokens.get(routine.keyword).map(|token| token.keyword());
        let is_routine = matches!(keyword, Some(Keyword::Sub | Keyword::Function | Keyword::Property));
        let kind = if is_routine { HighlightKind::Function } else { HighlightKind::Type };
        known.roles.insert(routine.name, kind);
    }
    known
}

fn token_kind(script: &Script, at: usize) -> Option<HighlightKind> {
    let token = script.tokens.get(at)?;
    Some(match token.kind {
        Word::Word(keyword) if is_plain_name(script, at, keyword) => name_kind(script, at),
        Word::Word(keyword) if is_type(keyword) => HighlightKind::Type,
        Word::Word(_) => HighlightKind::Keyword,
        Word::Escaped => name_kind(script, at),
        Word::Number | Word::Date => HighlightKind::Number,
        Word::String
        | Word::Character
        | Word::InterpolatedStringStart
        | Word::InterpolatedStringText
        | Word::InterpolatedStringEnd => HighlightKind::String,
        Word::InterpolationOpen | Word::InterpolationClose => HighlightKind::Operator,
        Word::Punct(symbol) if symbol.is_operator() => HighlightKind::Operator,
        Word::Punct(_) | Word::Newline => return None,
    })
}

/// Whether a word is a name where it stands: behind a dot every word is, and words of queries are
/// names outside of them.
fn is_plain_name(script: &Script, at: usize, keyword: Keyword) -> bool {
    let in_query = script.in_query.get(at) == Some(&true);
    is_after(script, at, Punct::Dot) || keyword == Keyword::None || (keyword.is_name() && !in_query)
}

fn name_kind(script: &Script, at: usize) -> HighlightKind {
    let called = script.tokens.get(at + 1).is_some_and(|next| next.is_punct(Punct::OpenParen));
    let before = at.checked_sub(1).and_then(|before| script.tokens.get(before));
    let member = is_after(script, at, Punct::Dot) || is_after(script, at, Punct::Bang);
    match before.map(|before| before.keyword()) {
        Some(Keyword::As | Keyword::New | Keyword::Of | Keyword::Inherits | Keyword::Implements) => {
            HighlightKind::Type
        }
        Some(Keyword::Namespace) => HighlightKind::Namespace,
        _ if called && member => HighlightKind::Method,
        _ if called => HighlightKind::Function,
        _ if member => HighlightKind::Property,
        _ => HighlightKind::Variable,
    }
}

fn is_after(script: &Script, at: usize, symbol: Punct) -> bool {
    at.checked_sub(1)
        .and_then(|before| script.tokens.get(before))
        .is_some_and(|before| before.is_punct(symbol))
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
