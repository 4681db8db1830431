//! What a script uses of `DTM`, and the routines and types that it declares.

use std::borrow::Cow;
use std::ops::Range;

use super::token::{Punct, Token, TokenKind};
use super::tree::TokenRange;
use super::{Keyword, Script};

/// How a member is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Called, or its value taken.
    Read,
    /// Assigned: `DTM.Result = …`
    Write,
    /// Assigned with what it was: `DTM.Result &= …`
    ReadWrite,
}

/// One use of a member of `DTM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DtmReference {
    /// The token it starts with: `DTM`, or the dot in a `With DTM`.
    pub start: usize,
    /// The token with the member's name.
    pub member: usize,
    /// How it is used.
    pub access: Access,
    /// Whether it names an event: `Handles DTM.Startup`.
    pub is_event: bool,
}

/// A routine or type that is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// `Sub`, `Function`, `Class`, …
    pub keyword: usize,
    /// Its name.
    pub name: usize,
    /// Its first line, from the keyword on.
    pub header: TokenRange,
    /// Whether a module, class or structure stands right around it.
    pub in_type: bool,
}

/// The arguments of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arguments<'t> {
    /// No parentheses follow.
    Absent,
    /// Nothing in the parentheses.
    Empty(Range<usize>),
    /// One string literal: its value, and where it stands without its quotes.
    Literal {
        /// The value.
        value: Cow<'t, str>,
        /// The literal with its quotes.
        range: Range<usize>,
        /// The text between the quotes.
        content: Range<usize>,
    },
    /// One argument of another kind.
    Other,
    /// More than one: where they stand.
    Multiple(Range<usize>),
}

/// A source field that a script names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceField<'t> {
    /// Its name.
    pub name: Cow<'t, str>,
    /// Where it stands in the script, without the quotes.
    pub range: Range<usize>,
}

impl Script {
    /// The name of the member that is used.
    #[must_use]
    pub fn member_name<'t>(&self, text: &'t str, member: &DtmReference) -> &'t str {
        self.tokens.get(member.member).map_or("", |token| token.text(text))
    }

    /// The uses of one member, compared without regard to case.
    pub fn references_to<'s>(
        &'s self,
        text: &'s str,
        name: &'s str,
    ) -> impl Iterator<Item = &'s DtmReference> {
        self.dtm_references
            .iter()
            .filter(move |member| self.member_name(text, member).eq_ignore_ascii_case(name))
    }

    /// What stands in the parentheses behind a token.
    #[must_use]
    pub fn arguments<'t>(&self, text: &'t str, callee: usize) -> Arguments<'t> {
        /// Longer arguments are no literal, and there may be many calls in each other.
        const MAX_TOKENS: usize = 64;
        let Some(open) = self.tokens.get(callee + 1).filter(|next| next.is_punct(Punct::OpenParen)) else {
            return Arguments::Absent;
        };
        let inside = self.tokens.get(callee + 2..).unwrap_or_default();
        let (mut depth, mut several) = (0_usize, false);
        for (length, token) in inside.iter().take(MAX_TOKENS).enumerate() {
            match token.kind {
                TokenKind::Punct(Punct::OpenParen | Punct::OpenBrace) | TokenKind::InterpolationOpen => {
                    depth += 1
                }
                TokenKind::Punct(Punct::CloseParen) if depth == 0 => {
                    let range = open.range().start..token.range().end;
                    return match &inside[..length] {
                        [] => Arguments::Empty(range),
                        _ if several => Arguments::Multiple(range),
                        [one] => literal(*one, text).unwrap_or(Arguments::Other),
                        _ => Arguments::Other,
                    };
                }
                TokenKind::Punct(Punct::CloseParen | Punct::CloseBrace) | TokenKind::InterpolationClose => {
                    depth = depth.saturating_sub(1);
                }
                TokenKind::Punct(Punct::Comma) => several |= depth == 0,
                // A lambda has parameters of its own.
                TokenKind::Word(Keyword::Sub | Keyword::Function) | TokenKind::Newline => {
                    return Arguments::Other;
                }
                _ => {}
            }
        }
        Arguments::Other
    }

    /// The source fields that the script names in `DTM.Source("…")`.
    #[must_use]
    pub fn source_fields<'t>(&self, text: &'t str) -> Vec<SourceField<'t>> {
        self.references_to(text, "Source")
            .filter_map(|source| match self.arguments(text, source.member) {
                Arguments::Literal { value, content, .. } => {
                    Some(SourceField { name: value, range: content })
                }
                _ => None,
            })
            .collect()
    }
}

fn literal(token: Token, text: &str) -> Option<Arguments<'_>> {
    let value = token.string_value(text)?;
    Some(Arguments::Literal { value, range: token.range(), content: token.string_content(text) })
}
