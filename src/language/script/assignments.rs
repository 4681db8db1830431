//! Assignments of the result, and diagnosis of scripts without one.

use std::collections::HashSet;

use super::conditions::Conditions;
use super::dataflow::{UnassignedPath, UnassignedReason};
use super::tree::{Block, Statement, StatementKind};
use super::{Keyword, Punct, Script, TokenKind};

/// Explains why the result of a script is never assigned.
pub(super) fn never_assigned(script: &Script, text: &str) -> UnassignedPath {
    let statements = script.block(&script.body);
    let token = |at: usize| script.tokens.get(at);
    if let [only] = statements
        && is_expression(script, only)
    {
        return UnassignedPath {
            range: script.range_of(&only.tokens),
            reason: UnassignedReason::BareExpression,
        };
    }
    let other = (0..script.tokens.len()).find(|&at| {
        script.statement_starts.get(at) == Some(&true)
            && token(at).is_some_and(|name| name.text(text).eq_ignore_ascii_case("Result"))
            && token(at + 1).is_some_and(|next| next.is_punct(Punct::Equals))
    });
    if let Some(at) = other {
        return UnassignedPath {
            range: script.range_of(&(at..at + 1)),
            reason: UnassignedReason::OtherResult,
        };
    }
    let last = statements.last().map_or(0..0, |last| last.tokens.clone());
    UnassignedPath { range: script.range_of(&last), reason: UnassignedReason::NeverAssigned }
}

/// Whether a statement is an expression whose value is not used.
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
        TokenKind::String | TokenKind::Number | TokenKind::InterpolatedStringStart => true,
        TokenKind::Punct(symbol) => symbol == Punct::OpenParen,
        _ => false,
    });
    let mut depth: usize = 0;
    let is_assignment = tokens.iter().any(|token| {
        match token.kind {
            TokenKind::Punct(Punct::OpenParen | Punct::OpenBrace) => depth += 1,
            TokenKind::Punct(Punct::CloseParen | Punct::CloseBrace) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && (token.is_punct(Punct::Equals) || token.is_punct(Punct::CompoundAssign))
    });
    statement.kind == StatementKind::Other && starts_value && !is_assignment
}

/// Counts assignments of the result, and collects the variables that are set in the same blocks.
pub(super) struct AssignmentCounter<'s> {
    pub(super) conditions: Conditions<'s>,
    pub(super) assignments: usize,
    pub(super) flags: HashSet<String>,
}

impl AssignmentCounter<'_> {
    pub(super) fn visit_block(&mut self, block: &Block, nested: bool) {
        let before = self.assignments;
        let Conditions { script, text } = self.conditions;
        let statements = script.block(block);
        for statement in statements {
            match &statement.kind {
                StatementKind::AssignResult | StatementKind::CancelRow => self.assignments += 1,
                StatementKind::If { arms, otherwise } | StatementKind::Select { cases: arms, otherwise } => {
                    script
                        .arms(arms)
                        .iter()
                        .chain(otherwise)
                        .for_each(|arm| self.visit_block(&arm.body, true));
                }
                StatementKind::Loop { body, .. } | StatementKind::Scope { body } => {
                    self.visit_block(body, true);
                }
                StatementKind::Try { body, catches, finally } => {
                    self.visit_block(body, true);
                    script
                        .arms(catches)
                        .iter()
                        .chain(finally)
                        .for_each(|arm| self.visit_block(&arm.body, true));
                }
                _ => {}
            }
        }
        // Variables that are set unconditionally are not related to the result.
        if self.assignments == before || !nested {
            return;
        }
        for statement in statements {
            let at = statement.tokens.start;
            if let (Some(name), Some(next)) = (script.tokens.get(at), script.tokens.get(at + 1))
                && name.is_name()
                && next.is_punct(Punct::Equals)
            {
                self.flags.insert(name.text(text).to_lowercase());
            }
        }
    }
}
