//! Reading over expressions: brackets, lambdas, uses of `DTM`.

use super::Keyword;
use super::blocks::BlockKind;
use super::parser::{MAX_DEPTH, Parser};
use super::problem::{Foreign, ProblemKind};
use super::token::{Symbol, Token, TokenKind};
use super::uses::{Access, DtmUse};

impl Parser<'_> {
    /// Reads one token, noting what it uses.
    pub(super) fn bump(&mut self) {
        if let Some(token) = self.peek() {
            self.pass(token);
        }
    }

    /// The same for the next token, which is at hand.
    #[inline(always)]
    fn pass(&mut self, token: Token) {
        match token.kind {
            // Nearly all names have another length.
            TokenKind::Word(Keyword::None) if token.length() == "DTM".len() => self.short_name(),
            TokenKind::Word(
                Keyword::Handles | Keyword::AddHandler | Keyword::RemoveHandler | Keyword::RaiseEvent,
            ) => {
                self.events = true;
            }
            TokenKind::Symbol(Symbol::Dot) if !self.with.is_empty() => self.dot_in_with(),
            _ => {}
        }
        self.at += 1;
    }

    fn short_name(&mut self) {
        if self.is_dtm_alone(self.at) {
            self.dtm(self.at);
        }
    }

    fn dot_in_with(&mut self) {
        let at = self.at;
        let leads = at.checked_sub(1).is_none_or(|before| !self.script.tokens[before].ends_operand());
        if leads && self.with.last() == Some(&true) {
            self.member(at, at + 1);
        }
    }

    /// Reads a word that has a meaning only by its place.
    pub(super) fn bump_word(&mut self) {
        if self.peek().is_some_and(|token| matches!(token.kind, TokenKind::Word(_) | TokenKind::Escaped)) {
            self.bump();
        }
    }

    /// Whether `DTM` and a dot stand here.
    pub(super) fn is_dtm(&self, at: usize) -> bool {
        self.is_dtm_alone(at)
            && self.script.tokens.get(at + 1).is_some_and(|next| next.is_symbol(Symbol::Dot))
    }

    /// Whether `DTM` stands here, as a word of its own.
    #[inline]
    pub(super) fn is_dtm_alone(&self, at: usize) -> bool {
        self.script.tokens.get(at).is_some_and(|token| {
            token.kind == TokenKind::Word(Keyword::None)
                && token.length() == "DTM".len()
                && token.text(self.text).eq_ignore_ascii_case("DTM")
        }) && !self.follows_dot(at)
    }

    fn follows_dot(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.script.tokens[before].is_symbol(Symbol::Dot))
    }

    fn dtm(&mut self, at: usize) {
        if self.script.tokens.get(at + 1).is_some_and(|next| next.is_symbol(Symbol::Dot))
            && self.script.tokens.get(at + 2).is_some_and(|member| matches!(member.kind, TokenKind::Word(_)))
        {
            return self.member(at, at + 2);
        }
        let in_with = at.checked_sub(1).is_some_and(|before| self.script.tokens[before].is(Keyword::With));
        self.script.dtm_handed_on |= !in_with;
    }

    /// A use of the member whose name is token `member`, in an expression that starts at `start`.
    fn member(&mut self, start: usize, member: usize) {
        let called = start.checked_sub(1).is_some_and(|before| self.script.tokens[before].is(Keyword::Call));
        let leads = self.script.starts.get(start) == Some(&true)
            || (called && self.script.starts.get(start - 1) == Some(&true));
        let follower = self.script.tokens.get(member + 1);
        let access = match follower {
            Some(next) if leads && next.is_symbol(Symbol::Equals) => Access::Write,
            Some(next) if leads && next.is_symbol(Symbol::Compound) => Access::Change,
            _ => Access::Read,
        };
        self.script.dtm.push(DtmUse { start, member, access, is_event: self.events });
    }

    /// Reads up to the end of the statement. In a lambda of one line that is also where the
    /// argument ends which the lambda is.
    pub(super) fn expression(&mut self) {
        let in_lambda = self.line_lambda;
        // Those of expressions around it stand before them.
        let outer = self.brackets.len();
        let start = self.at;
        while let Some(token) = self.peek() {
            match token.kind {
                TokenKind::Newline | TokenKind::Symbol(Symbol::Colon) => break,
                TokenKind::Word(Keyword::Then | Keyword::Else) => break,
                TokenKind::Symbol(Symbol::Comma) if in_lambda && self.brackets.len() == outer => break,
                TokenKind::Symbol(Symbol::CloseParen | Symbol::CloseBrace) | TokenKind::HoleEnd
                    if self.brackets.len() == outer =>
                {
                    if in_lambda {
                        break;
                    }
                    if token.kind == TokenKind::HoleEnd {
                        self.bump();
                    } else if token.is_symbol(Symbol::CloseBrace) {
                        self.foreign(self.at, Foreign::Brace);
                        self.bump();
                    } else {
                        self.problem(token.range(), ProblemKind::Unopened);
                        self.bump();
                    }
                }
                TokenKind::Symbol(Symbol::CloseParen | Symbol::CloseBrace) | TokenKind::HoleEnd => {
                    self.missing_operand(start);
                    self.closing(token, outer);
                }
                TokenKind::Symbol(Symbol::OpenParen | Symbol::OpenBrace) | TokenKind::HoleStart => {
                    if token.is_symbol(Symbol::OpenBrace) && self.is_block_brace(start) {
                        self.foreign(self.at, Foreign::Brace);
                        self.bump();
                        break;
                    }
                    self.brackets.push(self.at);
                    self.bump();
                }
                TokenKind::Word(Keyword::Sub | Keyword::Function)
                    if self.peek_at(1).is_some_and(|next| next.is_symbol(Symbol::OpenParen)) =>
                {
                    self.lambda();
                }
                _ => self.pass(token),
            }
        }
        let unclosed = self.brackets.last().copied().filter(|_| self.brackets.len() > outer);
        self.brackets.truncate(outer);
        if let Some(unclosed) = unclosed {
            let range = self.range(unclosed);
            let opening = self.script.tokens[unclosed].kind;
            if opening == TokenKind::HoleStart {
                self.script.lost = true;
            } else {
                let closing = if opening == TokenKind::Symbol(Symbol::OpenParen) { ')' } else { '}' };
                self.problem(range, ProblemKind::Unclosed { closing });
            }
        } else {
            self.missing_operand(start);
        }
    }

    fn closing(&mut self, token: Token, outer: usize) {
        let Some(opening) = self.brackets.pop() else { return };
        let fits = matches!(
            (self.script.tokens[opening].kind, token.kind),
            (TokenKind::Symbol(Symbol::OpenParen), TokenKind::Symbol(Symbol::CloseParen))
                | (TokenKind::Symbol(Symbol::OpenBrace), TokenKind::Symbol(Symbol::CloseBrace))
                | (TokenKind::HoleStart, TokenKind::HoleEnd)
        );
        if !fits {
            let kind = match self.script.tokens[opening].kind {
                TokenKind::Symbol(Symbol::OpenParen) => ProblemKind::Unclosed { closing: ')' },
                TokenKind::Symbol(Symbol::OpenBrace) => ProblemKind::Unclosed { closing: '}' },
                _ => return self.give_up(),
            };
            self.problem(self.range(opening), kind);
            if self.brackets.len() > outer {
                self.brackets.pop();
            }
        }
        self.bump();
    }

    /// Says so where an operand is due behind the last token, in an expression that starts at `start`.
    #[inline]
    fn missing_operand(&mut self, start: usize) {
        let read = self.script.tokens.get(start..self.at).unwrap_or_default();
        let Some(&token) = read.last() else { return };
        // `<>` closes an attribute, `Is` may end a `Case`; both are left alone.
        if token.is_operator() && !token.is_symbol(Symbol::Greater) {
            self.problem(token.range(), ProblemKind::OperandMissing { quoted: false });
        }
    }

    /// Whether `{` opens a block, as it does in other languages: behind a condition, and not an array.
    fn is_block_brace(&self, start: usize) -> bool {
        let header =
            start.checked_sub(1).map_or(Keyword::None, |before| self.script.tokens[before].keyword());
        let opens_block = matches!(
            header,
            Keyword::If | Keyword::ElseIf | Keyword::While | Keyword::For | Keyword::Select | Keyword::Case
        ) || matches!(
            header,
            Keyword::Try | Keyword::Finally | Keyword::Catch | Keyword::Do | Keyword::Else
        );
        let before = self.at.checked_sub(1).map(|before| self.script.tokens[before]);
        if !opens_block || !(self.at == start || before.is_some_and(Token::ends_operand)) {
            return false;
        }
        let behind = self.range(self.at).end;
        let line_ends =
            self.peek_at(1).is_none_or(|next| self.text[behind..next.range().start].contains(['\n', '\r']));
        let makes_array = self.script.tokens[start..self.at].iter().any(|token| token.is(Keyword::New));
        line_ends && !makes_array
    }

    /// `Sub(…) …` or `Function(…) …` inside an expression.
    fn lambda(&mut self) {
        if self.depth >= MAX_DEPTH {
            return self.give_up();
        }
        self.depth += 1;
        let keyword = self.at;
        let is_sub = self.next_is(Keyword::Sub);
        self.bump();
        self.parenthesized();
        if !is_sub && self.next_is(Keyword::As) {
            self.bump();
            self.bump_word();
            while self.peek().is_some_and(|token| token.is_symbol(Symbol::Dot)) {
                self.bump();
                self.bump_word();
            }
            if self.peek().is_some_and(|token| token.is_symbol(Symbol::OpenParen)) {
                self.parenthesized();
            }
        }
        if self.peek().is_some_and(|token| token.kind == TokenKind::Newline) {
            let kind = if is_sub { BlockKind::Sub } else { BlockKind::Function };
            self.multi_line_lambda(kind, keyword);
        } else if is_sub {
            let around = (self.events, std::mem::replace(&mut self.line_lambda, true));
            self.lambdas += 1;
            let around_it = self.statements.len();
            self.statement();
            self.statements.truncate(around_it);
            self.lambdas -= 1;
            (self.events, self.line_lambda) = around;
        }
        self.depth -= 1;
    }

    fn multi_line_lambda(&mut self, kind: BlockKind, keyword: usize) {
        let line_lambda = std::mem::replace(&mut self.line_lambda, false);
        self.lambdas += 1;
        let (_, end) = self.opened(kind);
        self.close(kind, keyword, end);
        self.lambdas -= 1;
        self.line_lambda = line_lambda;
    }

    /// Reads over parentheses that start here.
    fn parenthesized(&mut self) {
        let mut depth: usize = 0;
        while !self.at_line_end() {
            match self.peek().map(|token| token.kind) {
                Some(TokenKind::Symbol(Symbol::OpenParen)) => depth += 1,
                Some(TokenKind::Symbol(Symbol::CloseParen)) => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.bump();
            if depth == 0 {
                return;
            }
        }
    }
}
