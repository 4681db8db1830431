//! Parser of expressions: finds their end, brackets, lambdas and references to `DTM`.

use super::Keyword;
use super::blocks::BlockKind;
use super::error::{NonVbToken, ScriptErrorKind};
use super::parser::{MAX_DEPTH, Parser};
use super::token::{Punct, Token, TokenKind};
use super::tree::{Access, DtmReference};

impl Parser<'_> {
    /// Consumes a token.
    pub(super) fn bump(&mut self) {
        if let Some(token) = self.peek() {
            self.consume(token);
        }
    }

    /// Same as [`Self::bump`] for the next token, which is known.
    #[inline(always)]
    fn consume(&mut self, token: Token) {
        match token.kind {
            // Compares the length first: most names have another one.
            TokenKind::Word(Keyword::None) if token.length() == "DTM".len() => self.dtm_identifier(),
            TokenKind::Word(
                Keyword::Handles | Keyword::AddHandler | Keyword::RemoveHandler | Keyword::RaiseEvent,
            ) => {
                self.in_event_clause = true;
            }
            TokenKind::Punct(Punct::Dot) if !self.with_dtm.is_empty() => self.dot_in_with(),
            _ => {}
        }
        self.at += 1;
    }

    fn dtm_identifier(&mut self) {
        if self.is_dtm_identifier(self.at) {
            self.record_dtm_reference(self.at);
        }
    }

    fn dot_in_with(&mut self) {
        let at = self.at;
        let starts_operand =
            at.checked_sub(1).is_none_or(|before| !self.script.tokens[before].can_end_operand());
        if starts_operand && self.with_dtm.last() == Some(&true) {
            self.record_member_reference(at, at + 1);
        }
    }

    /// Consumes a contextual word.
    pub(super) fn bump_word(&mut self) {
        if self.peek().is_some_and(|token| matches!(token.kind, TokenKind::Word(_) | TokenKind::Escaped)) {
            self.bump();
        }
    }

    /// Whether the tokens at `at` are `DTM` and a dot.
    pub(super) fn is_dtm_member_access(&self, at: usize) -> bool {
        self.is_dtm_identifier(at)
            && self.script.tokens.get(at + 1).is_some_and(|next| next.is_punct(Punct::Dot))
    }

    /// Whether the token at `at` is the identifier `DTM`.
    #[inline]
    pub(super) fn is_dtm_identifier(&self, at: usize) -> bool {
        self.script.tokens.get(at).is_some_and(|token| {
            token.kind == TokenKind::Word(Keyword::None)
                && token.length() == "DTM".len()
                && token.text(self.text).eq_ignore_ascii_case("DTM")
        }) && !self.follows_dot(at)
    }

    fn follows_dot(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.script.tokens[before].is_punct(Punct::Dot))
    }

    fn record_dtm_reference(&mut self, at: usize) {
        if self.script.tokens.get(at + 1).is_some_and(|next| next.is_punct(Punct::Dot))
            && self.script.tokens.get(at + 2).is_some_and(|member| matches!(member.kind, TokenKind::Word(_)))
        {
            return self.record_member_reference(at, at + 2);
        }
        let in_with = at.checked_sub(1).is_some_and(|before| self.script.tokens[before].is(Keyword::With));
        self.script.dtm_escapes |= !in_with;
    }

    /// Records a reference to the member at token `member` in an operand that starts at `start`.
    fn record_member_reference(&mut self, start: usize, member: usize) {
        let is_call = start.checked_sub(1).is_some_and(|before| self.script.tokens[before].is(Keyword::Call));
        let starts_statement = self.script.statement_starts.get(start) == Some(&true)
            || (is_call && self.script.statement_starts.get(start - 1) == Some(&true));
        let next_token = self.script.tokens.get(member + 1);
        let access = match next_token {
            Some(next) if starts_statement && next.is_punct(Punct::Equals) => Access::Write,
            Some(next) if starts_statement && next.is_punct(Punct::CompoundAssign) => Access::ReadWrite,
            _ => Access::Read,
        };
        self.script.dtm_references.push(DtmReference {
            start,
            member,
            access,
            is_event: self.in_event_clause,
        });
    }

    /// Parses up to the end of the statement, or of the argument in a single-line lambda.
    pub(super) fn expression(&mut self) {
        // Brackets of enclosing expressions are below this index.
        let outer = self.brackets.len();
        let start = self.at;
        while let Some(token) = self.peek() {
            match token.kind {
                TokenKind::Newline | TokenKind::Punct(Punct::Colon) => break,
                TokenKind::Word(Keyword::Then | Keyword::Else) => break,
                TokenKind::Punct(Punct::Comma)
                    if self.in_single_line_lambda && self.brackets.len() == outer =>
                {
                    break;
                }
                TokenKind::Punct(Punct::CloseParen | Punct::CloseBrace) | TokenKind::InterpolationClose => {
                    if self.brackets.len() > outer {
                        self.report_missing_operand(start);
                        self.close_bracket(token, outer);
                    } else if self.in_single_line_lambda {
                        break;
                    } else {
                        self.unmatched_bracket(token);
                    }
                }
                TokenKind::Punct(Punct::OpenParen | Punct::OpenBrace) | TokenKind::InterpolationOpen => {
                    if token.is_punct(Punct::OpenBrace) && self.is_block_brace(start) {
                        self.non_vb_token(self.at, NonVbToken::Brace);
                        self.bump();
                        break;
                    }
                    self.brackets.push(self.at);
                    self.bump();
                }
                TokenKind::Word(Keyword::Sub | Keyword::Function)
                    if self.peek_at(1).is_some_and(|next| next.is_punct(Punct::OpenParen)) =>
                {
                    self.lambda();
                }
                _ => self.consume(token),
            }
        }
        let unclosed = self.brackets.last().copied().filter(|_| self.brackets.len() > outer);
        self.brackets.truncate(outer);
        match unclosed {
            Some(unclosed) => self.unclosed_bracket(unclosed),
            None => self.report_missing_operand(start),
        }
    }

    fn unmatched_bracket(&mut self, token: Token) {
        if token.is_punct(Punct::CloseBrace) {
            self.non_vb_token(self.at, NonVbToken::Brace);
        } else if token.kind != TokenKind::InterpolationClose {
            self.error(token.range(), ScriptErrorKind::Unopened);
        }
        self.bump();
    }

    fn unclosed_bracket(&mut self, at: usize) {
        let opening = self.script.tokens[at].kind;
        if opening == TokenKind::InterpolationOpen {
            self.script.unsupported = true;
        } else {
            let closing = if opening == TokenKind::Punct(Punct::OpenParen) { ')' } else { '}' };
            self.error(self.range(at), ScriptErrorKind::Unclosed { closing });
        }
    }

    fn close_bracket(&mut self, token: Token, outer: usize) {
        let Some(opening) = self.brackets.pop() else { return };
        let is_match = matches!(
            (self.script.tokens[opening].kind, token.kind),
            (TokenKind::Punct(Punct::OpenParen), TokenKind::Punct(Punct::CloseParen))
                | (TokenKind::Punct(Punct::OpenBrace), TokenKind::Punct(Punct::CloseBrace))
                | (TokenKind::InterpolationOpen, TokenKind::InterpolationClose)
        );
        if !is_match {
            let kind = match self.script.tokens[opening].kind {
                TokenKind::Punct(Punct::OpenParen) => ScriptErrorKind::Unclosed { closing: ')' },
                TokenKind::Punct(Punct::OpenBrace) => ScriptErrorKind::Unclosed { closing: '}' },
                _ => return self.give_up(),
            };
            self.error(self.range(opening), kind);
            if self.brackets.len() > outer {
                self.brackets.pop();
            }
        }
        self.bump();
    }

    /// Reports an operator at the end of an expression that starts at `start`.
    #[inline]
    fn report_missing_operand(&mut self, start: usize) {
        let parsed = self.script.tokens.get(start..self.at).unwrap_or_default();
        let Some(&token) = parsed.last() else { return };
        // `>` may end an attribute.
        if token.is_operator() && !token.is_punct(Punct::Greater) {
            self.error(token.range(), ScriptErrorKind::MissingOperand { quoted: false });
        }
    }

    /// Whether `{` opens a block of another language: after the header of a statement, and not as an
    /// array.
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
        if !opens_block || !(self.at == start || before.is_some_and(Token::can_end_operand)) {
            return false;
        }
        let end = self.range(self.at).end;
        let is_line_end =
            self.peek_at(1).is_none_or(|next| self.text[end..next.range().start].contains(['\n', '\r']));
        let is_array = self.script.tokens[start..self.at].iter().any(|token| token.is(Keyword::New));
        is_line_end && !is_array
    }

    /// Parses a lambda: `Sub(…) …` or `Function(…) …`.
    fn lambda(&mut self) {
        if self.depth >= MAX_DEPTH {
            return self.give_up();
        }
        self.depth += 1;
        let keyword = self.at;
        let is_sub = self.next_is(Keyword::Sub);
        self.bump();
        self.skip_parentheses();
        if !is_sub && self.next_is(Keyword::As) {
            self.bump();
            self.bump_word();
            while self.peek().is_some_and(|token| token.is_punct(Punct::Dot)) {
                self.bump();
                self.bump_word();
            }
            if self.peek().is_some_and(|token| token.is_punct(Punct::OpenParen)) {
                self.skip_parentheses();
            }
        }
        if self.peek().is_some_and(|token| token.kind == TokenKind::Newline) {
            let kind = if is_sub { BlockKind::Sub } else { BlockKind::Function };
            self.multi_line_lambda(kind, keyword);
        } else if is_sub {
            let outer = (self.in_event_clause, std::mem::replace(&mut self.in_single_line_lambda, true));
            self.lambda_depth += 1;
            let first = self.statements.len();
            self.statement();
            self.statements.truncate(first);
            self.lambda_depth -= 1;
            (self.in_event_clause, self.in_single_line_lambda) = outer;
        }
        self.depth -= 1;
    }

    fn multi_line_lambda(&mut self, kind: BlockKind, keyword: usize) {
        let outer = std::mem::replace(&mut self.in_single_line_lambda, false);
        self.lambda_depth += 1;
        let (_, end) = self.block_body(kind);
        self.close_block(kind, keyword, end);
        self.lambda_depth -= 1;
        self.in_single_line_lambda = outer;
    }

    /// Skips balanced parentheses.
    fn skip_parentheses(&mut self) {
        let mut depth: usize = 0;
        while !self.at_line_end() {
            match self.peek().map(|token| token.kind) {
                Some(TokenKind::Punct(Punct::OpenParen)) => depth += 1,
                Some(TokenKind::Punct(Punct::CloseParen)) => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.bump();
            if depth == 0 {
                return;
            }
        }
    }
}
