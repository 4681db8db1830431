//! Signs to tokens: brackets, operators, and what other languages have instead.

use super::Keyword;
use super::error::NonVbToken;
use super::lexer::Lexer;
use super::strings::is_placeholder;
use super::token::Punct;

impl Lexer<'_> {
    pub(super) fn punctuation(&mut self, character: char) {
        if self.interpolation_punct(character) {
            return;
        }
        use Punct as S;
        let next = self.byte(1);
        match (character, next) {
            ('(', _) => self.punct(S::OpenParen, 1),
            (')', _) => self.punct(S::CloseParen, 1),
            ('{', b'{') if is_placeholder(&self.rest()[1..], 2) => {
                self.lexed.has_placeholder = true;
                self.punct(S::OpenBrace, 1);
            }
            ('{', _) => self.punct(S::OpenBrace, 1),
            ('}', _) => self.punct(S::CloseBrace, 1),
            (',', _) => self.punct(S::Comma, 1),
            ('.', _) => self.punct(S::Dot, 1),
            ('?', _) => self.punct(S::Question, 1),
            (']', _) => self.punct(S::CloseBracket, 1),
            (';', _) => self.non_vb_token(NonVbToken::Semicolon, 1),
            (':', b'=') => self.punct(S::ColonEquals, 2),
            (':', _) => self.punct(S::Colon, 1),
            ('=', b'=') => self.non_vb_token(NonVbToken::DoubleEquals, 2),
            ('=', b'<' | b'>') => self.punct(S::Compare, 2),
            ('=', _) => self.punct(S::Equals, 1),
            ('!', b'=') => self.non_vb_token(NonVbToken::NotEquals, 2),
            ('!', _) => self.punct(S::Bang, 1),
            ('<', b'>') => self.punct(S::NotEqual, 2),
            ('<', b'<') | ('>', b'>') if self.byte(2) == b'=' => self.punct(S::CompoundAssign, 3),
            ('<', b'=' | b'<') | ('>', b'=' | b'>') => self.punct(S::Compare, 2),
            ('<', _) => {
                self.lexed.unsupported |= self.starts_xml();
                self.punct(S::Less, 1);
            }
            ('>', _) => self.punct(S::Greater, 1),
            ('&', b'&') => self.non_vb_token(NonVbToken::AndAnd, 2),
            ('|', b'|') => self.non_vb_token(NonVbToken::OrOr, 2),
            ('/', b'/' | b'*') => {
                self.non_vb_token(NonVbToken::SlashComment, 2);
                self.at = self.line_end();
            }
            ('&' | '+' | '-' | '*' | '/' | '\\' | '^', b'=') => self.punct(S::CompoundAssign, 2),
            ('+', b'+') | ('-', b'-') if self.is_increment() => self.non_vb_token(NonVbToken::Increment, 2),
            ('&', _) => self.punct(S::Ampersand, 1),
            ('+', _) => self.punct(S::Plus, 1),
            ('-', _) => self.punct(S::Minus, 1),
            ('*' | '/' | '\\' | '^', _) => self.punct(S::Operator, 1),
            // Type characters, and what no script holds.
            _ => self.at += character.len_utf8(),
        }
    }

    /// `x++` with nothing behind it; `a ++b` is odd and right.
    fn is_increment(&self) -> bool {
        let rest = self.rest()[2..].trim_start_matches([' ', '\t']);
        self.follows_operand_directly()
            && rest.chars().next().is_none_or(|next| matches!(next, '\r' | '\n' | ';' | ')' | ':'))
    }

    /// An XML literal: an operand is due, and a tag's name follows at once.
    fn starts_xml(&self) -> bool {
        let due = self.lexed.tokens.last().is_some_and(|last| {
            last.is_operator()
                || last.is(Keyword::Return)
                || last.is_punct(Punct::OpenParen)
                || last.is_punct(Punct::Comma)
        });
        due && (self.byte(1).is_ascii_alphabetic() || matches!(self.byte(1), b'!' | b'?' | b'%'))
    }
}
