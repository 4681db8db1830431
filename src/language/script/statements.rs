//! Parser of statements by their first token.

use super::Keyword;
use super::blocks::BlockKind;
use super::error::NonVbToken;
use super::parser::{BlockEnd, MAX_DEPTH, Parser};
use super::token::{Punct, TokenKind};
use super::tree::{Arm, ExitTarget, LoopTest, Statement, StatementKind};
use crate::catalog::is_dtm_member;
use crate::text::closest_match;

impl Parser<'_> {
    /// Parses a statement and adds it to the tree.
    pub(super) fn statement(&mut self) {
        if self.depth >= MAX_DEPTH {
            return self.give_up();
        }
        self.depth += 1;
        self.in_event_clause = false;
        self.mark_statement_start();
        let start = self.at;
        let (kind, end) = self.statement_kind();
        self.depth -= 1;
        // Skips a `Then` without `If`.
        if self.next_is(Keyword::Then) {
            self.bump();
        }
        self.statements.push(Statement { tokens: start..end, kind });
    }

    fn statement_kind(&mut self) -> (StatementKind, usize) {
        let start = self.at;
        self.skip_attributes();
        let next = self.peek_at(1);
        let kind = match self.keyword() {
            Keyword::If => return self.if_statement(),
            Keyword::Select => return self.select_statement(),
            Keyword::For => return self.loop_statement(ExitTarget::For),
            Keyword::While => return self.loop_statement(ExitTarget::While),
            Keyword::Do => return self.loop_statement(ExitTarget::Do),
            Keyword::Try => return self.try_statement(),
            Keyword::With => return self.scope_statement(BlockKind::With),
            Keyword::Using => return self.scope_statement(BlockKind::Using),
            Keyword::SyncLock => return self.scope_statement(BlockKind::SyncLock),
            Keyword::Return => {
                self.bump();
                StatementKind::Return { value: self.condition() }
            }
            Keyword::Exit | Keyword::Continue => self.exit_or_continue(),
            Keyword::Throw => StatementKind::Terminate,
            Keyword::End if next.is_none_or(|next| !next.is_name()) => StatementKind::Terminate,
            Keyword::GoTo | Keyword::Resume | Keyword::On | Keyword::Error => {
                self.script.unstructured = true;
                StatementKind::Other
            }
            Keyword::Imports | Keyword::Option => {
                self.script.restricted_keywords.push(self.at);
                StatementKind::Other
            }
            Keyword::Set | Keyword::Let if next.is_some_and(|next| next.is_name()) => {
                let token = if self.next_is(Keyword::Set) { NonVbToken::Set } else { NonVbToken::Let };
                self.non_vb_token(self.at, token);
                StatementKind::Other
            }
            keyword => match self.declaration(keyword) {
                Some(declaration) => return declaration,
                None => self.simple_statement(start),
            },
        };
        self.expression();
        (kind, self.at)
    }

    fn skip_attributes(&mut self) {
        while self.peek().is_some_and(|token| token.is_punct(Punct::Less)) {
            while !self.at_statement_end() && !self.peek().is_some_and(|token| token.is_punct(Punct::Greater))
            {
                self.bump();
            }
            self.bump();
            while self.peek().is_some_and(|token| token.kind == TokenKind::Newline) {
                self.at += 1;
            }
        }
    }

    /// Classifies a statement without a keyword: a call, an assignment, or a label.
    fn simple_statement(&mut self, start: usize) -> StatementKind {
        let (first, second) = (self.peek(), self.peek_at(1));
        let Some(first) = first else { return StatementKind::Other };
        let at_line_start =
            start.checked_sub(1).is_none_or(|before| self.script.tokens[before].kind == TokenKind::Newline);
        let is_label = at_line_start
            && (first.is_name() || first.kind == TokenKind::Number)
            && second.is_some_and(|second| second.is_punct(Punct::Colon));
        if is_label {
            self.script.unstructured = true;
            self.bump();
            return StatementKind::Other;
        }
        if first.is_punct(Punct::OpenBrace) || first.is_punct(Punct::CloseBrace) {
            self.non_vb_token(self.at, NonVbToken::Brace);
            self.bump();
            return StatementKind::Other;
        }
        let call = usize::from(first.is(Keyword::Call));
        let member = match self.peek_at(call) {
            Some(token)
                if self.is_dtm_member_access(self.at + call)
                    && token.kind == TokenKind::Word(Keyword::None) =>
            {
                call + 2
            }
            Some(token) if token.is_punct(Punct::Dot) && self.with_dtm.last() == Some(&true) => call + 1,
            _ => return StatementKind::Other,
        };
        let name = self.peek_at(member).map_or("", |token| token.text(self.text));
        let next_token = self.peek_at(member + 1);
        let assigns = next_token.is_some_and(|next_token| {
            next_token.is_punct(Punct::Equals) || next_token.is_punct(Punct::CompoundAssign)
        });
        // A misspelled member is reported separately; its probable effect is assumed here.
        let closest = if is_dtm_member(name) { None } else { closest_match(name, ["Result", "CancelRow"]) };
        let is = |known: &str| closest.unwrap_or(name).eq_ignore_ascii_case(known);
        if is("Result") && assigns {
            self.script.result_in_lambda |= self.lambda_depth > 0;
            StatementKind::AssignResult
        } else if is("CancelRow") {
            self.script.result_in_lambda |= self.lambda_depth > 0;
            StatementKind::CancelRow
        } else {
            StatementKind::Other
        }
    }

    fn exit_or_continue(&mut self) -> StatementKind {
        let is_exit = self.next_is(Keyword::Exit);
        self.bump();
        let target = match self.keyword() {
            Keyword::For => Some(ExitTarget::For),
            Keyword::While => Some(ExitTarget::While),
            Keyword::Do => Some(ExitTarget::Do),
            Keyword::Select => Some(ExitTarget::Select),
            Keyword::Try => Some(ExitTarget::Try),
            _ => None,
        };
        // `Sub` and `Function` do not start a lambda here.
        self.bump();
        match target {
            Some(target) if is_exit => StatementKind::Exit(target),
            Some(target) => StatementKind::Continue(target),
            None if is_exit => StatementKind::ExitScript,
            None => StatementKind::Other,
        }
    }

    fn if_statement(&mut self) -> (StatementKind, usize) {
        let keyword = self.at;
        self.bump();
        let condition = self.condition();
        let has_then = self.next_is(Keyword::Then);
        if has_then {
            self.bump();
        }
        let header = self.at;
        if !(self.at_line_end() || (!has_then && self.at_statement_end())) {
            return (self.if_line(keyword, condition), header);
        }
        let first = self.arms.len();
        let (body, mut end) = self.block_body(BlockKind::If);
        self.arms.push(Arm { keyword, condition, body });
        let mut otherwise = None;
        while end == BlockEnd::Divider {
            let start = self.at;
            self.mark_statement_start();
            let is_else =
                self.next_is(Keyword::Else) && !self.peek_at(1).is_some_and(|next| next.is(Keyword::If));
            if self.next_is(Keyword::Else) {
                self.bump();
            }
            let mut condition = self.at..self.at;
            if !is_else {
                self.bump();
                condition = self.condition();
                if self.next_is(Keyword::Then) {
                    self.bump();
                }
            }
            let (body, body_end) = self.block_body(BlockKind::If);
            end = body_end;
            let arm = Arm { keyword: start, condition, body };
            if is_else { otherwise = Some(arm) } else { self.arms.push(arm) }
        }
        self.close_block(BlockKind::If, keyword, end);
        (StatementKind::If { arms: self.arms_from(first), otherwise }, header)
    }

    /// Parses a single-line `If … Then … Else …`.
    fn if_line(&mut self, keyword: usize, condition: super::tree::TokenRange) -> StatementKind {
        let body = self.single_line_block();
        let first = self.arms.len();
        self.arms.push(Arm { keyword, condition, body });
        let mut otherwise = None;
        while self.next_is(Keyword::Else) || self.next_is(Keyword::ElseIf) {
            let start = self.at;
            let is_else = self.next_is(Keyword::Else);
            self.bump();
            let mut condition = self.at..self.at;
            if !is_else {
                condition = self.condition();
                if self.next_is(Keyword::Then) {
                    self.bump();
                }
            }
            let body = self.single_line_block();
            let arm = Arm { keyword: start, condition, body };
            if is_else {
                otherwise = Some(arm);
                break;
            }
            self.arms.push(arm);
        }
        // `End If` is redundant in a single line, but accepted.
        let has_end = self.next_is(Keyword::EndIf)
            || (self.next_is(Keyword::End) && self.peek_at(1).is_some_and(|next| next.is(Keyword::If)));
        if has_end {
            let length = if self.next_is(Keyword::End) { 2 } else { 1 };
            for _ in 0..length {
                self.bump();
            }
        }
        StatementKind::If { arms: self.arms_from(first), otherwise }
    }

    fn select_statement(&mut self) -> (StatementKind, usize) {
        let keyword = self.at;
        self.bump();
        if self.next_is(Keyword::Case) {
            self.bump();
        }
        self.expression();
        let header = self.at;
        let (_, mut end) = self.block_body(BlockKind::Select);
        let (first, mut otherwise) = (self.arms.len(), None);
        while end == BlockEnd::Divider {
            let start = self.at;
            self.mark_statement_start();
            self.bump();
            let is_else = self.next_is(Keyword::Else);
            let condition = if is_else {
                self.bump();
                self.at..self.at
            } else {
                self.condition()
            };
            let (body, body_end) = self.block_body(BlockKind::Select);
            end = body_end;
            let arm = Arm { keyword: start, condition, body };
            if is_else { otherwise = Some(arm) } else { self.arms.push(arm) }
        }
        self.close_block(BlockKind::Select, keyword, end);
        (StatementKind::Select { cases: self.arms_from(first), otherwise }, header)
    }

    fn loop_statement(&mut self, target: ExitTarget) -> (StatementKind, usize) {
        let keyword = self.at;
        self.bump();
        let mut test = match target {
            ExitTarget::For => LoopTest::Each,
            ExitTarget::Do => LoopTest::Never,
            _ => LoopTest::Before { until: false },
        };
        if target == ExitTarget::Do && (self.next_is(Keyword::While) || self.next_is(Keyword::Until)) {
            test = LoopTest::Before { until: self.next_is(Keyword::Until) };
            self.bump();
        }
        let mut condition = self.condition();
        let header = self.at;
        let kind = match target {
            ExitTarget::For => BlockKind::For,
            ExitTarget::Do => BlockKind::Do,
            _ => BlockKind::While,
        };
        let (body, end) = self.block_body(kind);
        self.close_block(kind, keyword, end);
        if target == ExitTarget::Do && end == BlockEnd::Closer {
            if self.next_is(Keyword::While) || self.next_is(Keyword::Until) {
                test = LoopTest::After;
                self.bump();
                condition = self.condition();
            } else {
                self.expression();
            }
        }
        (StatementKind::Loop { target, test, condition, body }, header)
    }

    fn try_statement(&mut self) -> (StatementKind, usize) {
        let keyword = self.at;
        self.bump();
        let header = self.at;
        let (body, mut end) = self.block_body(BlockKind::Try);
        let (first, mut finally) = (self.arms.len(), None);
        while end == BlockEnd::Divider {
            let start = self.at;
            self.mark_statement_start();
            let is_finally = self.next_is(Keyword::Finally);
            self.bump();
            let condition = self.condition();
            let (body, body_end) = self.block_body(BlockKind::Try);
            end = body_end;
            let arm = Arm { keyword: start, condition, body };
            if is_finally { finally = Some(arm) } else { self.arms.push(arm) }
        }
        self.close_block(BlockKind::Try, keyword, end);
        (StatementKind::Try { body, catches: self.arms_from(first), finally }, header)
    }

    fn scope_statement(&mut self, kind: BlockKind) -> (StatementKind, usize) {
        let keyword = self.at;
        self.bump();
        let object = self.condition();
        let header = self.at;
        if kind == BlockKind::With {
            self.with_dtm.push(object.len() == 1 && self.is_dtm_identifier(object.start));
        }
        let (body, end) = self.block_body(kind);
        self.close_block(kind, keyword, end);
        if kind == BlockKind::With {
            self.with_dtm.pop();
        }
        (StatementKind::Scope { body }, header)
    }
}
