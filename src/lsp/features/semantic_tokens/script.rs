//! Highlighting of VB.NET.

use std::collections::HashMap;

use crate::language::script::{Arguments, Keyword, Punct, Script, TokenKind as Word};
use crate::lsp::features::types::HighlightKind;

use super::ranges::HighlightRanges;

/// The tokens of a script, as ranges of its text.
pub(super) fn highlight_script(script: &Script, text: &str) -> HighlightRanges {
    let mut tokens: HighlightRanges =
        script.comments.iter().map(|comment| (comment.clone(), HighlightKind::Comment)).collect();
    let known = known_tokens(script, text);
    let mut statement = Keyword::None;
    for (index, token) in script.tokens.iter().enumerate() {
        if script.statement_starts.get(index) == Some(&true) {
            statement = token.keyword();
        }
        if let Some(field) = known.fields.get(&index) {
            let string = token.range();
            tokens.push((string.start..field.start, HighlightKind::String));
            tokens.push((field.clone(), HighlightKind::Property));
            tokens.push((field.end..string.end, HighlightKind::String));
            continue;
        }
        let kind = known.roles.get(&index).copied().or_else(|| token_kind(script, index));
        let kind = match (statement, kind) {
            // `Imports System.Text`, `Option Strict Off`
            (Keyword::Imports, Some(HighlightKind::Variable | HighlightKind::Property)) => {
                Some(HighlightKind::Namespace)
            }
            (Keyword::Option, Some(HighlightKind::Variable)) => Some(HighlightKind::Keyword),
            (_, kind) => kind,
        };
        tokens.extend(kind.map(|kind| (token.range(), kind)));
    }
    tokens
}

/// The kinds of tokens that depend on their context.
struct KnownTokens {
    roles: HashMap<usize, HighlightKind>,
    /// The ranges of the names of source fields in string tokens.
    fields: HashMap<usize, std::ops::Range<usize>>,
}

fn known_tokens(script: &Script, text: &str) -> KnownTokens {
    let mut known = KnownTokens { roles: HashMap::new(), fields: HashMap::new() };
    for reference in &script.dtm_references {
        if reference.start != reference.member
            && script.tokens.get(reference.start).is_some_and(|token| token.is_name())
        {
            known.roles.insert(reference.start, HighlightKind::Namespace);
        }
        let is_called =
            script.tokens.get(reference.member + 1).is_some_and(|next| next.is_punct(Punct::OpenParen));
        known.roles.insert(
            reference.member,
            if is_called { HighlightKind::Method } else { HighlightKind::Property },
        );
    }
    for source in script.references_to(text, "Source") {
        if let Arguments::Literal { content, .. } = script.arguments(text, source.member) {
            // The string follows the opening parenthesis.
            known.fields.insert(source.member + 2, content);
        }
    }
    for declaration in &script.declarations {
        let keyword = script.tokens.get(declaration.keyword).map(|token| token.keyword());
        let is_routine = matches!(keyword, Some(Keyword::Sub | Keyword::Function | Keyword::Property));
        let kind = if is_routine { HighlightKind::Function } else { HighlightKind::Type };
        known.roles.insert(declaration.name, kind);
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

/// Whether a word is a name: after a dot all words are, and outside of LINQ queries their keywords are.
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
