//! Comparison of conditions by their tokens.

use super::tree::TokenRange;
use super::{Keyword, Punct, Script, Token, TokenKind};

/// Longer conditions are not compared.
const MAX_COMPARED_TOKENS: usize = 64;

/// Analyses conditions of a script.
#[derive(Clone, Copy)]
pub(super) struct Conditions<'s> {
    pub(super) script: &'s Script,
    pub(super) text: &'s str,
}

impl<'s> Conditions<'s> {
    fn tokens(self, tokens: &TokenRange) -> &'s [Token] {
        let mut tokens = self.script.tokens.get(tokens.clone()).unwrap_or_default();
        while let [open, inner @ .., close] = tokens
            && open.is_punct(Punct::OpenParen)
            && close.is_punct(Punct::CloseParen)
            && has_balanced_parens(inner)
        {
            tokens = inner;
        }
        tokens
    }

    /// Value of a constant condition.
    pub(super) fn constant(self, tokens: &TokenRange) -> Option<bool> {
        match self.tokens(tokens) {
            [one] if one.is(Keyword::True) => Some(true),
            [one] if one.is(Keyword::False) => Some(false),
            [not, one] if not.is(Keyword::Not) && one.is(Keyword::False) => Some(true),
            [not, one] if not.is(Keyword::Not) && one.is(Keyword::True) => Some(false),
            _ => None,
        }
    }

    /// Whether one condition is the negation of the other.
    pub(super) fn are_opposite(self, one: &TokenRange, other: &TokenRange) -> bool {
        let (one, other) = (self.tokens(one), self.tokens(other));
        if one.len().max(other.len()) > MAX_COMPARED_TOKENS || one.is_empty() || other.is_empty() {
            return false;
        }
        self.negates(one, other) || self.negates(other, one) || self.differs_in_operator(one, other)
    }

    /// Whether the first condition is `Not` followed by the second.
    fn negates(self, one: &[Token], other: &[Token]) -> bool {
        let [not, rest @ ..] = one else { return false };
        if !not.is(Keyword::Not) {
            return false;
        }
        let rest = match rest {
            [open, inner @ .., close]
                if open.is_punct(Punct::OpenParen)
                    && close.is_punct(Punct::CloseParen)
                    && has_balanced_parens(inner) =>
            {
                inner
            }
            // `Not a And b` negates only `a`.
            rest if has_logical_operator(rest) => return false,
            rest => rest,
        };
        self.same_tokens(rest, other)
    }

    fn same_tokens(self, one: &[Token], other: &[Token]) -> bool {
        one.len() == other.len()
            && one.iter().zip(other).all(|(one, other)| {
                one.kind == other.kind && one.text(self.text).eq_ignore_ascii_case(other.text(self.text))
            })
    }

    /// Whether the conditions differ only in an operator and its opposite: `a = b` and `a <> b`.
    fn differs_in_operator(self, one: &[Token], other: &[Token]) -> bool {
        if one.len() != other.len() || has_logical_operator(one) || has_logical_operator(other) {
            return false;
        }
        let mut different = one.iter().zip(other).filter(|(one, other)| {
            one.kind != other.kind || !one.text(self.text).eq_ignore_ascii_case(other.text(self.text))
        });
        match (different.next(), different.next()) {
            (Some((one, other)), None) => {
                let texts = (one.text(self.text), other.text(self.text));
                OPPOSITE_OPERATORS.iter().any(|&(left, right)| {
                    let is = |word: &str, other: &str| word.eq_ignore_ascii_case(other);
                    (is(texts.0, left) && is(texts.1, right)) || (is(texts.0, right) && is(texts.1, left))
                })
            }
            _ => false,
        }
    }

    /// Whether a condition references one of these variables, given in lower case.
    pub(super) fn references_any(
        self,
        tokens: &TokenRange,
        names: &std::collections::HashSet<String>,
    ) -> bool {
        !names.is_empty()
            && self
                .script
                .tokens
                .get(tokens.clone())
                .unwrap_or_default()
                .iter()
                .any(|token| token.is_name() && names.contains(&token.text(self.text).to_lowercase()))
    }

    /// Whether `For i = a To b` runs at least once, with literal bounds.
    pub(super) fn runs_at_least_once(self, tokens: &TokenRange) -> bool {
        let tokens = self.script.tokens.get(tokens.clone()).unwrap_or_default();
        let Some(equals) = tokens.iter().position(|token| token.is_punct(Punct::Equals)) else {
            return false;
        };
        let number = |token: &Token| match token.kind {
            TokenKind::Number => token.text(self.text).parse::<i64>().ok(),
            _ => None,
        };
        match &tokens[equals + 1..] {
            [from, to, until] if to.is(Keyword::To) => {
                number(from).zip(number(until)).is_some_and(|(from, until)| from <= until)
            }
            _ => false,
        }
    }
}

/// Pairs of complementary operators.
const OPPOSITE_OPERATORS: &[(&str, &str)] = &[("=", "<>"), ("<", ">="), (">", "<="), ("is", "isnot")];

fn has_logical_operator(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| {
        matches!(
            token.keyword(),
            Keyword::And | Keyword::AndAlso | Keyword::Or | Keyword::OrElse | Keyword::Xor | Keyword::Not
        )
    })
}

/// Whether parentheses around these tokens match each other.
fn has_balanced_parens(inner: &[Token]) -> bool {
    let mut depth: usize = 0;
    for token in inner {
        if token.is_punct(Punct::OpenParen) {
            depth += 1;
        } else if token.is_punct(Punct::CloseParen) {
            let Some(lower) = depth.checked_sub(1) else { return false };
            depth = lower;
        }
    }
    depth == 0
}
