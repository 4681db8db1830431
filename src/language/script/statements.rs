//! The statements, by their first word.

use super::Keyword;
use super::blocks::BlockKind;
use super::parser::{End, MAX_DEPTH, Parser};
use super::problem::Foreign;
use super::token::{Symbol, TokenKind};
use super::tree::{Arm, Statement, StatementKind, Target, Test};
use crate::catalog::is_dtm_member;
use crate::text::nearest;

impl Parser<'_> {
    /// Reads one statement, and adds what it leaves in the tree.
    pub(super) fn statement(&mut self) {
        if self.depth >= MAX_DEPTH {
            return self.give_up();
        }
        self.depth += 1;
        self.events = false;
        self.starts_here();
        let start = self.at;
        let (kind, end) = self.statement_kind();
        self.depth -= 1;
        // `Then` where no `If` is: passed over.
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
            Keyword::Select => return self.select(),
            Keyword::For => return self.loop_of(Target::For),
            Keyword::While => return self.loop_of(Target::While),
            Keyword::Do => return self.loop_of(Target::Do),
            Keyword::Try => return self.try_statement(),
            Keyword::With => return self.scope(BlockKind::With),
            Keyword::Using => return self.scope(BlockKind::Using),
            Keyword::SyncLock => return self.scope(BlockKind::SyncLock),
            Keyword::Return => {
                self.bump();
                StatementKind::Return { value: self.condition() }
            }
            Keyword::Exit | Keyword::Continue => self.jump(),
            Keyword::Throw => StatementKind::Stop,
            Keyword::End if next.is_none_or(|next| !next.is_name()) => StatementKind::Stop,
            Keyword::GoTo | Keyword::Resume | Keyword::On | Keyword::Error => {
                self.script.unstructured = true;
                StatementKind::Other
            }
            Keyword::Imports | Keyword::Option => {
                self.script.restricted.push(self.at);
                StatementKind::Other
            }
            Keyword::Set | Keyword::Let if next.is_some_and(|next| next.is_name()) => {
                let what = if self.next_is(Keyword::Set) { Foreign::Set } else { Foreign::Let };
                self.foreign(self.at, what);
                StatementKind::Other
            }
            keyword => match self.declared(keyword) {
                Some(declaration) => return declaration,
                None => self.simple(start),
            },
        };
        self.expression();
        (kind, self.at)
    }

    fn skip_attributes(&mut self) {
        while self.peek().is_some_and(|token| token.is_symbol(Symbol::Less)) {
            while !self.at_end() && !self.peek().is_some_and(|token| token.is_symbol(Symbol::Greater)) {
                self.bump();
            }
            self.bump();
            while self.peek().is_some_and(|token| token.kind == TokenKind::Newline) {
                self.at += 1;
            }
        }
    }

    /// A statement without a keyword of its own: a call, an assignment, a label.
    fn simple(&mut self, start: usize) -> StatementKind {
        let (first, second) = (self.peek(), self.peek_at(1));
        let Some(first) = first else { return StatementKind::Other };
        let at_line_start =
            start.checked_sub(1).is_none_or(|before| self.script.tokens[before].kind == TokenKind::Newline);
        let is_label = at_line_start
            && (first.is_name() || first.kind == TokenKind::Number)
            && second.is_some_and(|second| second.is_symbol(Symbol::Colon));
        if is_label {
            self.script.unstructured = true;
            self.bump();
            return StatementKind::Other;
        }
        if first.is_symbol(Symbol::OpenBrace) || first.is_symbol(Symbol::CloseBrace) {
            self.foreign(self.at, Foreign::Brace);
            self.bump();
            return StatementKind::Other;
        }
        let call = usize::from(first.is(Keyword::Call));
        let member = match self.peek_at(call) {
            Some(token) if self.is_dtm(self.at + call) && token.kind == TokenKind::Word(Keyword::None) => {
                call + 2
            }
            Some(token) if token.is_symbol(Symbol::Dot) && self.with.last() == Some(&true) => call + 1,
            _ => return StatementKind::Other,
        };
        let name = self.peek_at(member).map_or("", |token| token.text(self.text));
        let follower = self.peek_at(member + 1);
        let assigns = follower.is_some_and(|follower| {
            follower.is_symbol(Symbol::Equals) || follower.is_symbol(Symbol::Compound)
        });
        // A misspelt member is a mistake of its own; what it was meant to do is taken as done.
        let meant = if is_dtm_member(name) { None } else { nearest(name, ["Result", "CancelRow"]) };
        let is = |known: &str| meant.unwrap_or(name).eq_ignore_ascii_case(known);
        if is("Result") && assigns {
            self.script.result_in_lambda |= self.lambdas > 0;
            StatementKind::Result
        } else if is("CancelRow") {
            self.script.result_in_lambda |= self.lambdas > 0;
            StatementKind::CancelRow
        } else {
            StatementKind::Other
        }
    }

    fn jump(&mut self) -> StatementKind {
        let exits = self.next_is(Keyword::Exit);
        self.bump();
        let target = match self.keyword() {
            Keyword::For => Some(Target::For),
            Keyword::While => Some(Target::While),
            Keyword::Do => Some(Target::Do),
            Keyword::Select => Some(Target::Select),
            Keyword::Try => Some(Target::Try),
            _ => None,
        };
        // `Sub` and `Function` start no lambda here.
        self.bump();
        match target {
            Some(target) if exits => StatementKind::Exit(target),
            Some(target) => StatementKind::Continue(target),
            None if exits => StatementKind::ExitScript,
            None => StatementKind::Other,
        }
    }

    fn if_statement(&mut self) -> (StatementKind, usize) {
        let keyword = self.at;
        self.bump();
        let condition = self.condition();
        let then = self.next_is(Keyword::Then);
        if then {
            self.bump();
        }
        let header = self.at;
        if !(self.at_line_end() || (!then && self.at_end())) {
            return (self.if_line(keyword, condition), header);
        }
        let first = self.arms.len();
        let (body, mut end) = self.opened(BlockKind::If);
        self.arms.push(Arm { keyword, condition, body });
        let mut otherwise = None;
        while end == End::Divider {
            let start = self.at;
            self.starts_here();
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
            let (body, ended) = self.opened(BlockKind::If);
            end = ended;
            let arm = Arm { keyword: start, condition, body };
            if is_else { otherwise = Some(arm) } else { self.arms.push(arm) }
        }
        self.close(BlockKind::If, keyword, end);
        (StatementKind::If { arms: self.arms_from(first), otherwise }, header)
    }

    /// `If … Then … Else …` in one line.
    fn if_line(&mut self, keyword: usize, condition: super::tree::Tokens) -> StatementKind {
        let body = self.line();
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
            let body = self.line();
            let arm = Arm { keyword: start, condition, body };
            if is_else {
                otherwise = Some(arm);
                break;
            }
            self.arms.push(arm);
        }
        // Not needed in one line, and understood all the same.
        let ends = self.next_is(Keyword::EndIf)
            || (self.next_is(Keyword::End) && self.peek_at(1).is_some_and(|next| next.is(Keyword::If)));
        if ends {
            let length = if self.next_is(Keyword::End) { 2 } else { 1 };
            for _ in 0..length {
                self.bump();
            }
        }
        StatementKind::If { arms: self.arms_from(first), otherwise }
    }

    fn select(&mut self) -> (StatementKind, usize) {
        let keyword = self.at;
        self.bump();
        if self.next_is(Keyword::Case) {
            self.bump();
        }
        self.expression();
        let header = self.at;
        let (_, mut end) = self.opened(BlockKind::Select);
        let (first, mut otherwise) = (self.arms.len(), None);
        while end == End::Divider {
            let start = self.at;
            self.starts_here();
            self.bump();
            let is_else = self.next_is(Keyword::Else);
            let condition = if is_else {
                self.bump();
                self.at..self.at
            } else {
                self.condition()
            };
            let (body, ended) = self.opened(BlockKind::Select);
            end = ended;
            let arm = Arm { keyword: start, condition, body };
            if is_else { otherwise = Some(arm) } else { self.arms.push(arm) }
        }
        self.close(BlockKind::Select, keyword, end);
        (StatementKind::Select { cases: self.arms_from(first), otherwise }, header)
    }

    fn loop_of(&mut self, target: Target) -> (StatementKind, usize) {
        let keyword = self.at;
        self.bump();
        let mut test = match target {
            Target::For => Test::Each,
            Target::Do => Test::Never,
            _ => Test::Before { until: false },
        };
        if target == Target::Do && (self.next_is(Keyword::While) || self.next_is(Keyword::Until)) {
            test = Test::Before { until: self.next_is(Keyword::Until) };
            self.bump();
        }
        let mut condition = self.condition();
        let header = self.at;
        let kind = match target {
            Target::For => BlockKind::For,
            Target::Do => BlockKind::Do,
            _ => BlockKind::While,
        };
        let (body, end) = self.opened(kind);
        self.close(kind, keyword, end);
        if target == Target::Do && end == End::Closer {
            if self.next_is(Keyword::While) || self.next_is(Keyword::Until) {
                test = Test::After;
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
        let (body, mut end) = self.opened(BlockKind::Try);
        let (first, mut finally) = (self.arms.len(), None);
        while end == End::Divider {
            let start = self.at;
            self.starts_here();
            let is_finally = self.next_is(Keyword::Finally);
            self.bump();
            let condition = self.condition();
            let (body, ended) = self.opened(BlockKind::Try);
            end = ended;
            let arm = Arm { keyword: start, condition, body };
            if is_finally { finally = Some(arm) } else { self.arms.push(arm) }
        }
        self.close(BlockKind::Try, keyword, end);
        (StatementKind::Try { body, catches: self.arms_from(first), finally }, header)
    }

    fn scope(&mut self, kind: BlockKind) -> (StatementKind, usize) {
        let keyword = self.at;
        self.bump();
        let about = self.condition();
        let header = self.at;
        if kind == BlockKind::With {
            self.with.push(about.len() == 1 && self.is_dtm_alone(about.start));
        }
        let (body, end) = self.opened(kind);
        self.close(kind, keyword, end);
        if kind == BlockKind::With {
            self.with.pop();
        }
        (StatementKind::Scope { body }, header)
    }
}
