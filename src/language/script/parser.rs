//! Parser of blocks.
//!
//! Statements are recognised by their first token. Expressions are only scanned for their end, for
//! lambdas and for references to `DTM`. Unknown statements are skipped.

use std::ops::Range;

use super::blocks::{BlockKind, block_closed_by, block_divided_by};
use super::error::{NonVbToken, ScriptError, ScriptErrorKind};
use super::token::{Punct, Token, TokenKind};
use super::tree::{Arm, Arms, Block, Statement, TokenRange};
use super::{Keyword, Script};

/// Maximum depth of blocks and lambdas: deeper scripts are not analysed.
pub(super) const MAX_DEPTH: usize = 100;

/// Reason for the end of a block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockEnd {
    /// The closing keyword, which is not consumed yet.
    Closer,
    /// A dividing keyword, which is not consumed yet: `Else`, `Case`, `Catch`.
    Divider,
    /// A `Next` of several loops, which is consumed.
    SharedNext,
    /// A keyword of an enclosing block, or the end of the script.
    Missing,
}

pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    pub(super) depth: usize,
    pub(super) open: Vec<BlockKind>,
    /// Open brackets of the expressions that enclose the current position.
    pub(super) brackets: Vec<usize>,
    /// Number of further loops that are closed by the consumed `Next`.
    pub(super) pending_next: usize,
    /// For every `With` block, whether its object is `DTM`.
    pub(super) with_dtm: Vec<bool>,
    /// Number of enclosing lambdas.
    pub(super) lambda_depth: usize,
    /// Whether the current statement is the body of a single-line lambda.
    pub(super) in_single_line_lambda: bool,
    /// Whether the current statement refers to events.
    pub(super) in_event_clause: bool,
    /// Statements of the blocks that are not complete, innermost last.
    pub(super) statements: Vec<Statement>,
    /// Branches of the statements that are not complete, innermost last.
    pub(super) arms: Vec<Arm>,
    pub(super) script: Script,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str, script: Script) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            open: Vec::new(),
            brackets: Vec::new(),
            pending_next: 0,
            with_dtm: Vec::new(),
            lambda_depth: 0,
            in_single_line_lambda: false,
            in_event_clause: false,
            statements: Vec::with_capacity(16),
            arms: Vec::new(),
            script,
        }
    }

    pub(super) fn run(mut self) -> Script {
        self.script.statement_starts = vec![false; self.script.tokens.len()];
        while self.at < self.script.tokens.len() {
            self.statements();
            // Skips a token that was already reported.
            self.at += 1;
        }
        self.script.body = self.block_from(0);
        self.script
    }

    pub(super) fn peek(&self) -> Option<Token> {
        self.peek_at(0)
    }

    pub(super) fn peek_at(&self, offset: usize) -> Option<Token> {
        self.script.tokens.get(self.at + offset).copied()
    }

    pub(super) fn keyword(&self) -> Keyword {
        self.peek().map_or(Keyword::None, Token::keyword)
    }

    pub(super) fn next_is(&self, keyword: Keyword) -> bool {
        self.peek().is_some_and(|token| token.is(keyword))
    }

    /// Whether the current token ends a statement.
    pub(super) fn at_statement_end(&self) -> bool {
        self.peek().is_none_or(|token| token.kind == TokenKind::Newline || token.is_punct(Punct::Colon))
    }

    pub(super) fn at_line_end(&self) -> bool {
        self.peek().is_none_or(|token| token.kind == TokenKind::Newline)
    }

    pub(super) fn error(&mut self, range: Range<usize>, kind: ScriptErrorKind) {
        self.script.errors.push(ScriptError { range, kind });
    }

    pub(super) fn non_vb_token(&mut self, token: usize, non_vb: NonVbToken) {
        self.error(self.range(token), ScriptErrorKind::NonVbToken { token: non_vb });
    }

    pub(super) fn range(&self, token: usize) -> Range<usize> {
        self.script.tokens.get(token).map_or(self.text.len()..self.text.len(), |token| token.range())
    }

    /// Range from the start of a token to the end of the last consumed token.
    pub(super) fn range_from(&self, token: usize) -> Range<usize> {
        let start = self.range(token).start;
        let end = self.at.checked_sub(1).map_or(start, |last| self.range(last).end);
        start..end.max(start)
    }

    /// Stops parsing: the script is not analysed.
    pub(super) fn give_up(&mut self) {
        self.script.unsupported = true;
        self.at = self.script.tokens.len();
    }

    /// Parses statements up to the end of the innermost block.
    pub(super) fn statements(&mut self) -> BlockEnd {
        let innermost = self.open.last().copied();
        loop {
            if self.pending_next > 0 {
                if innermost == Some(BlockKind::For) {
                    self.pending_next -= 1;
                    return BlockEnd::SharedNext;
                }
                self.pending_next = 0;
            }
            let Some(token) = self.peek() else { return BlockEnd::Missing };
            if self.at_statement_end() {
                self.at += 1;
                continue;
            }
            if let Some((kind, length)) = block_closed_by(token, self.peek_at(1).as_ref()) {
                if innermost == Some(kind) {
                    return BlockEnd::Closer;
                }
                if self.is_open(kind) {
                    return BlockEnd::Missing;
                }
                let end = self.at + length;
                self.mark_statement_start();
                while self.at < end {
                    self.bump();
                }
                let from = end - length;
                let range = self.range_from(from);
                self.error(range, ScriptErrorKind::UnopenedBlock { opener: kind.opener() });
                self.expression();
                continue;
            }
            if let Some(kind) = block_divided_by(token.keyword()) {
                if innermost == Some(kind) {
                    return BlockEnd::Divider;
                }
                if self.is_open(kind) {
                    return BlockEnd::Missing;
                }
                self.error(token.range(), ScriptErrorKind::Misplaced { block: kind.opener() });
                self.mark_statement_start();
                self.bump();
                self.expression();
                continue;
            }
            let before = self.at;
            self.statement();
            if self.at == before {
                self.bump();
            }
        }
    }

    fn is_open(&self, kind: BlockKind) -> bool {
        self.open.contains(&kind)
    }

    /// Parses statements up to the end of the line, or to `Else`.
    pub(super) fn single_line_block(&mut self) -> Block {
        let first = self.statements.len();
        while !self.at_line_end() && !self.next_is(Keyword::Else) && !self.next_is(Keyword::ElseIf) {
            if self.at_statement_end() {
                self.at += 1;
                continue;
            }
            let is_closer =
                self.peek().is_some_and(|token| block_closed_by(token, self.peek_at(1).as_ref()).is_some());
            if is_closer || block_divided_by(self.keyword()).is_some() {
                break;
            }
            let before = self.at;
            self.statement();
            if self.at == before || (self.in_single_line_lambda && self.ends_lambda()) {
                break;
            }
        }
        self.block_from(first)
    }

    /// Moves the statements from an index on into a complete block.
    fn block_from(&mut self, first: usize) -> Block {
        let start = self.script.statements.len();
        self.script.statements.extend(self.statements.drain(first..));
        start..self.script.statements.len()
    }

    /// Moves the branches from an index on into a complete statement.
    pub(super) fn arms_from(&mut self, first: usize) -> Arms {
        let start = self.script.arms.len();
        self.script.arms.extend(self.arms.drain(first..));
        start..self.script.arms.len()
    }

    fn ends_lambda(&self) -> bool {
        self.peek().is_some_and(|token| {
            token.is_punct(Punct::CloseParen)
                || token.is_punct(Punct::CloseBrace)
                || token.is_punct(Punct::Comma)
                || token.kind == TokenKind::InterpolationClose
        })
    }

    /// Parses the body of a block, without its closing keyword.
    pub(super) fn block_body(&mut self, kind: BlockKind) -> (Block, BlockEnd) {
        let first = self.statements.len();
        self.open.push(kind);
        let end = self.statements();
        self.open.pop();
        (self.block_from(first), end)
    }

    /// Parses the closing keyword of a block, or reports that it is missing.
    pub(super) fn close_block(&mut self, kind: BlockKind, keyword: usize, end: BlockEnd) {
        match end {
            BlockEnd::Closer => {
                if self.next_is(Keyword::Wend) {
                    self.non_vb_token(self.at, NonVbToken::Wend);
                }
                let length = self
                    .peek()
                    .and_then(|token| block_closed_by(token, self.peek_at(1).as_ref()))
                    .map_or(1, |(_, length)| length);
                self.mark_statement_start();
                for _ in 0..length {
                    self.bump();
                }
                if kind == BlockKind::For {
                    let from = self.at;
                    self.expression();
                    let commas = self.script.tokens[from..self.at]
                        .iter()
                        .filter(|token| token.is_punct(Punct::Comma))
                        .count();
                    self.pending_next = commas.min(self.open.len());
                }
            }
            BlockEnd::SharedNext => {}
            BlockEnd::Divider | BlockEnd::Missing => {
                let found = self.peek().map(|token| {
                    let length =
                        block_closed_by(token, self.peek_at(1).as_ref()).map_or(1, |(_, length)| length);
                    token.range().start..self.range(self.at + length - 1).end
                });
                let range = self.range(keyword);
                self.error(range, ScriptErrorKind::UnclosedBlock { closer: kind.closer(), found });
            }
        }
    }

    /// Marks the current token as the start of a statement.
    pub(super) fn mark_statement_start(&mut self) {
        if let Some(start) = self.script.statement_starts.get_mut(self.at) {
            *start = true;
        }
    }

    /// Parses an expression and returns its tokens.
    pub(super) fn condition(&mut self) -> TokenRange {
        let start = self.at;
        self.expression();
        start..self.at
    }
}
