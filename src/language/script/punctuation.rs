//! Lexer of punctuation: brackets, operators, and those of other languages.

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
        use Punct as P;
        let next = self.byte(1);
        match (character, next) {
            ('(', _) => self.punct(P::OpenParen, 1),
            (')', _) => self.punct(P::CloseParen, 1),
            ('{', b'{') if is_placeholder(&self.rest()[1..], 2) => {
                self.lexed.has_placeholder = true;
                self.punct(P::OpenBrace, 1);
            }
            ('{', _) => self.punct(P::OpenBrace, 1),
            ('}', _) => self.punct(P::CloseBrace, 1),
            (',', _) => self.punct(P::Comma, 1),
            ('.', _) => self.punct(P::Dot, 1),
            ('?', _) => self.punct(P::Question, 1),
            (']', _) => self.punct(P::CloseBracket, 1),
            (';', _) => self.non_vb_token(NonVbToken::Semicolon, 1),
            (':', b'=') => self.punct(P::ColonEquals, 2),
            (':', _) => self.punct(P::Colon, 1),
            ('=', b'=') => self.non_vb_token(NonVbToken::DoubleEquals, 2),
            ('=', b'<' | b'>') => self.punct(P::Compare, 2),
            ('=', _) => self.punct(P::Equals, 1),
            ('!', b'=') => self.non_vb_token(NonVbToken::NotEquals, 2),
            ('!', _) => self.punct(P::Bang, 1),
            ('<', b'>') => self.punct(P::NotEqual, 2),
            ('<', b'<') | ('>', b'>') if self.byte(2) == b'=' => self.punct(P::CompoundAssign, 3),
            ('<', b'=' | b'<') | ('>', b'=' | b'>') => self.punct(P::Compare, 2),
            ('<', _) => {
                self.lexed.unsupported |= self.starts_xml();
                self.punct(P::Less, 1);
            }
            ('>', _) => self.punct(P::Greater, 1),
            ('&', b'&') => self.non_vb_token(NonVbToken::AndAnd, 2),
            ('|', b'|') => self.non_vb_token(NonVbToken::OrOr, 2),
            ('/', b'/' | b'*') => {
                self.non_vb_token(NonVbToken::SlashComment, 2);
                self.at = self.line_end();
            }
            ('&' | '+' | '-' | '*' | '/' | '\\' | '^', b'=') => self.punct(P::CompoundAssign, 2),
            ('+', b'+') | ('-', b'-') if self.is_increment() => self.non_vb_token(NonVbToken::Increment, 2),
            ('&', _) => self.punct(P::Ampersand, 1),
            ('+', _) => self.punct(P::Plus, 1),
            ('-', _) => self.punct(P::Minus, 1),
            ('*' | '/' | '\\' | '^', _) => self.punct(P::Operator, 1),
            // Type characters and invalid characters.
            _ => self.at += character.len_utf8(),
        }
    }

    /// Whether there is `x++` before the end of a statement; `a ++b` is valid.
    fn is_increment(&self) -> bool {
        let rest = self.rest()[2..].trim_start_matches([' ', '\t']);
        self.follows_operand_directly()
            && rest.chars().next().is_none_or(|next| matches!(next, '\r' | '\n' | ';' | ')' | ':'))
    }

    /// Whether an XML literal starts: a tag in place of an operand.
    fn starts_xml(&self) -> bool {
        let expects_operand = self.lexed.tokens.last().is_some_and(|last| {
            last.is_operator()
                || last.is(Keyword::Return)
                || last.is_punct(Punct::OpenParen)
                || last.is_punct(Punct::Comma)
        });
        expects_operand && (self.byte(1).is_ascii_alphabetic() || matches!(self.byte(1), b'!' | b'?' | b'%'))
    }
}
