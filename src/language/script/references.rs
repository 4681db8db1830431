//! Arguments of calls, and look-up of references to members of `DTM`.

use std::borrow::Cow;
use std::ops::Range;

use super::token::{Punct, Token, TokenKind};
use super::tree::DtmReference;
use super::{Keyword, Script};

/// Arguments of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arguments<'t> {
    /// There are no parentheses.
    Absent,
    /// The parentheses are empty.
    Empty(Range<usize>),
    /// A single string literal.
    Literal {
        /// Value of the literal.
        value: Cow<'t, str>,
        /// Range including the quotes.
        range: Range<usize>,
        /// Range between the quotes.
        content: Range<usize>,
    },
    /// A single argument of another kind.
    Other,
    /// Several arguments, with the range of the parentheses.
    Multiple(Range<usize>),
}

/// A reference to a source field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceField<'t> {
    /// Name of the field.
    pub name: Cow<'t, str>,
    /// Position of the name in the script.
    pub range: Range<usize>,
}

impl Script {
    /// Name of the referenced member.
    #[must_use]
    pub fn member_name<'t>(&self, text: &'t str, member: &DtmReference) -> &'t str {
        self.tokens.get(member.member).map_or("", |token| token.text(text))
    }

    /// References to a member, ignoring case.
    pub(crate) fn references_to<'s>(
        &'s self,
        text: &'s str,
        name: &'s str,
    ) -> impl Iterator<Item = &'s DtmReference> {
        self.dtm_references
            .iter()
            .filter(move |member| self.member_name(text, member).eq_ignore_ascii_case(name))
    }

    /// Arguments in the parentheses after a token.
    #[must_use]
    pub fn arguments<'t>(&self, text: &'t str, callee: usize) -> Arguments<'t> {
        /// Limits the cost of nested calls; a literal is shorter.
        const MAX_TOKENS: usize = 64;
        let Some(open) = self.tokens.get(callee + 1).filter(|next| next.is_punct(Punct::OpenParen)) else {
            return Arguments::Absent;
        };
        let inside = self.tokens.get(callee + 2..).unwrap_or_default();
        let (mut depth, mut is_multiple) = (0_usize, false);
        for (length, token) in inside.iter().take(MAX_TOKENS).enumerate() {
            match token.kind {
                TokenKind::Punct(Punct::OpenParen | Punct::OpenBrace) | TokenKind::InterpolationOpen => {
                    depth += 1;
                }
                TokenKind::Punct(Punct::CloseParen) if depth == 0 => {
                    let range = open.range().start..token.range().end;
                    return match &inside[..length] {
                        [] => Arguments::Empty(range),
                        _ if is_multiple => Arguments::Multiple(range),
                        [one] => literal(*one, text).unwrap_or(Arguments::Other),
                        _ => Arguments::Other,
                    };
                }
                TokenKind::Punct(Punct::CloseParen | Punct::CloseBrace) | TokenKind::InterpolationClose => {
                    depth = depth.saturating_sub(1);
                }
                TokenKind::Punct(Punct::Comma) => is_multiple |= depth == 0,
                // A lambda has its own parameters.
                TokenKind::Word(Keyword::Sub | Keyword::Function) | TokenKind::Newline => {
                    return Arguments::Other;
                }
                _ => {}
            }
        }
        Arguments::Other
    }

    /// Source fields that the script accesses with a literal name: `DTM.Source("…")`.
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
