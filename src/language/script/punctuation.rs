//! Signs to tokens: brackets, operators, and what other languages have instead.

use super::Keyword;
use super::lexer::Lexer;
use super::problem::Foreign;
use super::strings::is_placeholder;
use super::token::Symbol;

impl Lexer<'_> {
    pub(super) fn punctuation(&mut self, character: char) {
        if self.in_hole(character) {
            return;
        }
        use Symbol as S;
        let next = self.byte(1);
        match (character, next) {
            ('(', _) => self.symbol(S::OpenParen, 1),
            (')', _) => self.symbol(S::CloseParen, 1),
            ('{', b'{') if is_placeholder(&self.rest()[1..], 2) => {
                self.lexed.placeholder = true;
                self.symbol(S::OpenBrace, 1);
            }
            ('{', _) => self.symbol(S::OpenBrace, 1),
            ('}', _) => self.symbol(S::CloseBrace, 1),
            (',', _) => self.symbol(S::Comma, 1),
            ('.', _) => self.symbol(S::Dot, 1),
            ('?', _) => self.symbol(S::Question, 1),
            (']', _) => self.symbol(S::CloseBracket, 1),
            (';', _) => self.foreign(Foreign::Semicolon, 1),
            (':', b'=') => self.symbol(S::Named, 2),
            (':', _) => self.symbol(S::Colon, 1),
            ('=', b'=') => self.foreign(Foreign::DoubleEquals, 2),
            ('=', b'<' | b'>') => self.symbol(S::Compare, 2),
            ('=', _) => self.symbol(S::Equals, 1),
            ('!', b'=') => self.foreign(Foreign::NotEquals, 2),
            ('!', _) => self.symbol(S::Bang, 1),
            ('<', b'>') => self.symbol(S::Unequal, 2),
            ('<', b'<') | ('>', b'>') if self.byte(2) == b'=' => self.symbol(S::Compound, 3),
            ('<', b'=' | b'<') | ('>', b'=' | b'>') => self.symbol(S::Compare, 2),
            ('<', _) => {
                self.lexed.lost |= self.starts_xml();
                self.symbol(S::Less, 1);
            }
            ('>', _) => self.symbol(S::Greater, 1),
            ('&', b'&') => self.foreign(Foreign::AndAnd, 2),
            ('|', b'|') => self.foreign(Foreign::OrOr, 2),
            ('/', b'/' | b'*') => {
                self.foreign(Foreign::SlashComment, 2);
                self.at = self.line_end();
            }
            ('&' | '+' | '-' | '*' | '/' | '\\' | '^', b'=') => self.symbol(S::Compound, 2),
            ('+', b'+') | ('-', b'-') if self.is_increment() => self.foreign(Foreign::Increment, 2),
            ('&', _) => self.symbol(S::Ampersand, 1),
            ('+', _) => self.symbol(S::Plus, 1),
            ('-', _) => self.symbol(S::Minus, 1),
            ('*' | '/' | '\\' | '^', _) => self.symbol(S::Operator, 1),
            // Type characters, and what no script holds.
            _ => self.at += character.len_utf8(),
        }
    }

    /// `x++` with nothing behind it; `a ++b` is odd and right.
    fn is_increment(&self) -> bool {
        let rest = self.rest()[2..].trim_start_matches([' ', '\t']);
        self.previous_touches()
            && rest.chars().next().is_none_or(|next| matches!(next, '\r' | '\n' | ';' | ')' | ':'))
    }

    /// An XML literal: an operand is due, and a tag's name follows at once.
    fn starts_xml(&self) -> bool {
        let due = self.lexed.tokens.last().is_some_and(|last| {
            last.is_operator()
                || last.is(Keyword::Return)
                || last.is_symbol(Symbol::OpenParen)
                || last.is_symbol(Symbol::Comma)
        });
        due && (self.byte(1).is_ascii_alphabetic() || matches!(self.byte(1), b'!' | b'?' | b'%'))
    }
}
