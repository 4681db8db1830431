//! What assigns the result in a script, and what to say where nothing does.

use std::collections::HashSet;

use super::conditions::Conditions;
use super::flow::{Hole, Reason};
use super::tree::{Block, Statement, StatementKind};
use super::{Keyword, Script, Symbol, TokenKind};

/// What to say of a script that nowhere assigns the result.
pub(super) fn never(script: &Script, text: &str) -> Hole {
    let statements = script.block(&script.body);
    let token = |at: usize| script.tokens.get(at);
    if let [only] = statements
        && is_expression(script, only)
    {
        return Hole { range: script.range_of(&only.tokens), reason: Reason::BareExpression };
    }
    let other = (0..script.tokens.len()).find(|&at| {
        script.starts.get(at) == Some(&true)
            && token(at).is_some_and(|name| name.text(text).eq_ignore_ascii_case("Result"))
            && token(at + 1).is_some_and(|next| next.is_symbol(Symbol::Equals))
    });
    if let Some(at) = other {
        return Hole { range: script.range_of(&(at..at + 1)), reason: Reason::OtherResult };
    }
    let last = statements.last().map_or(0..0, |last| last.tokens.clone());
    Hole { range: script.range_of(&last), reason: Reason::Never }
}

/// Whether a statement is a value that nothing is done with.
fn is_expression(script: &Script, statement: &Statement) -> bool {
    let tokens = script.tokens.get(statement.tokens.clone()).unwrap_or_default();
    let starts_value = tokens.first().is_some_and(|first| match first.kind {
        TokenKind::Word(keyword) => {
            keyword.is_name()
                || matches!(
                    keyword,
                    Keyword::If
                        | Keyword::CStr
                        | Keyword::CInt
                        | Keyword::CType
                        | Keyword::String
                        | Keyword::CDate
                )
        }
        TokenKind::Text | TokenKind::Number | TokenKind::InterpolationStart => true,
        TokenKind::Symbol(symbol) => symbol == Symbol::OpenParen,
        _ => false,
    });
    let mut depth: usize = 0;
    let assigns = tokens.iter().any(|token| {
        match token.kind {
            TokenKind::Symbol(Symbol::OpenParen | Symbol::OpenBrace) => depth += 1,
            TokenKind::Symbol(Symbol::CloseParen | Symbol::CloseBrace) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && (token.is_symbol(Symbol::Equals) || token.is_symbol(Symbol::Compound))
    });
    statement.kind == StatementKind::Other && starts_value && !assigns
}

/// Counts what assigns the result, and collects the variables that are set along with it.
pub(super) struct Counter<'s> {
    pub(super) conditions: Conditions<'s>,
    pub(super) results: usize,
    pub(super) flags: HashSet<String>,
}

impl Counter<'_> {
    pub(super) fn block(&mut self, block: &Block, nested: bool) {
        let before = self.results;
        let Conditions { script, text } = self.conditions;
        let statements = script.block(block);
        for statement in statements {
            match &statement.kind {
                StatementKind::Result | StatementKind::CancelRow => self.results += 1,
                StatementKind::If { arms, otherwise } | StatementKind::Select { cases: arms, otherwise } => {
                    script.arms(arms).iter().chain(otherwise).for_each(|arm| self.block(&arm.body, true));
                }
                StatementKind::Loop { body, .. } | StatementKind::Scope { body } => self.block(body, true),
                StatementKind::Try { body, catches, finally } => {
                    self.block(body, true);
                    script.arms(catches).iter().chain(finally).for_each(|arm| self.block(&arm.body, true));
                }
                _ => {}
            }
        }
        // What the script sets whatever happens says nothing of the result.
        if self.results == before || !nested {
            return;
        }
        for statement in statements {
            let at = statement.tokens.start;
            if let (Some(name), Some(next)) = (script.tokens.get(at), script.tokens.get(at + 1))
                && name.is_name()
                && next.is_symbol(Symbol::Equals)
            {
                self.flags.insert(name.text(text).to_lowercase());
            }
        }
    }
}
