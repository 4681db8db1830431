//! Tokens to blocks.
//!
//! Statements are told apart by how they start; expressions are only read for the end of their
//! statement, for lambdas and for uses of `DTM`. What is not known is passed over to the end of its
//! statement.

use std::ops::Range;

use super::blocks::{BlockKind, block_closed_by, block_divided_by};
use super::error::{NonVbToken, ScriptError, ScriptErrorKind};
use super::token::{Punct, Token, TokenKind};
use super::tree::{Arm, Arms, Block, Statement, TokenRange};
use super::{Keyword, Script};

/// Blocks in blocks, lambdas in lambdas: beyond this nothing is said about a script.
pub(super) const MAX_DEPTH: usize = 100;

/// How a block ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockEnd {
    /// At its closing keyword, which is still to be read.
    Closer,
    /// At a keyword that divides it, still to be read: `Else`, `Case`, `Catch`.
    Divider,
    /// At a `Next` for several loops, already read.
    SharedNext,
    /// At something that belongs to a block around it, or at the end of the script.
    Missing,
}

pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    pub(super) depth: usize,
    pub(super) open: Vec<BlockKind>,
    /// The brackets that are open in the expressions around the current place.
    pub(super) brackets: Vec<usize>,
    /// Loops that the `Next` just read closes besides the innermost one.
    pub(super) pending_next: usize,
    /// For every `With` block whether it is about `DTM`.
    pub(super) with_dtm: Vec<bool>,
    /// Lambdas around the current place.
    pub(super) lambda_depth: usize,
    /// Whether the current statement is the one of a lambda in one line.
    pub(super) in_single_line_lambda: bool,
    /// Whether the current statement names events.
    pub(super) in_event_clause: bool,
    /// The statements so far of the blocks around the current place, those of the innermost last.
    pub(super) statements: Vec<Statement>,
    /// The same for branches.
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
            // Only something that cannot be placed is left: it has been reported.
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

    /// Whether a statement cannot go on here.
    pub(super) fn at_statement_end(&self) -> bool {
        self.peek().is_none_or(|token| token.kind == TokenKind::Newline || token.is_punct(Punct::Colon))
    }

    pub(super) fn at_line_end(&self) -> bool {
        self.peek().is_none_or(|token| token.kind == TokenKind::Newline)
    }

    pub(super) fn error(&mut self, range: Range<usize>, kind: ScriptErrorKind) {
        self.script.errors.push(ScriptError { range, kind });
    }

    pub(super) fn non_vb_token(&mut self, token: usize, what: NonVbToken) {
        self.error(self.range(token), ScriptErrorKind::NonVbToken { token: what });
    }

    pub(super) fn range(&self, token: usize) -> Range<usize> {
        self.script.tokens.get(token).map_or(self.text.len()..self.text.len(), |token| token.range())
    }

    /// From the first byte of a token to the last byte of the one before the current place.
    pub(super) fn range_from(&self, token: usize) -> Range<usize> {
        let start = self.range(token).start;
        let end = self.at.checked_sub(1).map_or(start, |last| self.range(last).end);
        start..end.max(start)
    }

    /// Gives the script up: nothing is said about what is not understood.
    pub(super) fn give_up(&mut self) {
        self.script.unsupported = true;
        self.at = self.script.tokens.len();
    }

    /// Statements up to what ends the innermost open block.
    pub(super) fn statements(&mut self) -> BlockEnd {
        let own = self.open.last().copied();
        loop {
            if self.pending_next > 0 {
                if own == Some(BlockKind::For) {
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
                if own == Some(kind) {
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
                if own == Some(kind) {
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

    /// Statements up to the end of the line, or to `Else`.
    pub(super) fn single_line_block(&mut self) -> Block {
        let first = self.statements.len();
        while !self.at_line_end() && !self.next_is(Keyword::Else) && !self.next_is(Keyword::ElseIf) {
            if self.at_statement_end() {
                self.at += 1;
                continue;
            }
            let closes =
                self.peek().is_some_and(|token| block_closed_by(token, self.peek_at(1).as_ref()).is_some());
            if closes || block_divided_by(self.keyword()).is_some() {
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

    /// Makes a block of the statements from one on: nothing is added to them.
    fn block_from(&mut self, first: usize) -> Block {
        let start = self.script.statements.len();
        self.script.statements.extend(self.statements.drain(first..));
        start..self.script.statements.len()
    }

    /// The same for branches.
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

    /// A block of a kind that was just opened, without its closing keyword.
    pub(super) fn block_body(&mut self, kind: BlockKind) -> (Block, BlockEnd) {
        let first = self.statements.len();
        self.open.push(kind);
        let end = self.statements();
        self.open.pop();
        (self.block_from(first), end)
    }

    /// Reads the closing keyword of a block, or says that it is missing.
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
                let seen = self.peek().map(|token| {
                    let length =
                        block_closed_by(token, self.peek_at(1).as_ref()).map_or(1, |(_, length)| length);
                    token.range().start..self.range(self.at + length - 1).end
                });
                let range = self.range(keyword);
                self.error(range, ScriptErrorKind::UnclosedBlock { closer: kind.closer(), found: seen });
            }
        }
    }

    /// Notes that a statement starts here.
    pub(super) fn mark_statement_start(&mut self) {
        if let Some(start) = self.script.statement_starts.get_mut(self.at) {
            *start = true;
        }
    }

    /// The tokens of an expression that starts here.
    pub(super) fn condition(&mut self) -> TokenRange {
        let start = self.at;
        self.expression();
        start..self.at
    }
}
