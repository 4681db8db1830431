//! Tokens of scripts.

use std::borrow::Cow;
use std::ops::Range;

use super::Keyword;

/// Kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A name or a keyword.
    Word(Keyword),
    /// A name in square brackets, which may be a keyword.
    Escaped,
    /// A number.
    Number,
    /// A string with its delimiters.
    String,
    /// A character, `"a"c`.
    Character,
    /// A date, `#1/31/2024#`.
    Date,
    /// The start of an interpolated string.
    InterpolatedStringStart,
    /// Literal text of an interpolated string, or the format of an interpolation.
    InterpolatedStringText,
    /// `{` of an interpolation.
    InterpolationOpen,
    /// `}` of an interpolation.
    InterpolationClose,
    /// The end of an interpolated string.
    InterpolatedStringEnd,
    /// Punctuation or an operator.
    Punct(Punct),
    /// A line break that ends a statement.
    Newline,
}

/// Punctuation and operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Punct {
    /// `(`
    OpenParen,
    /// `)`
    CloseParen,
    /// `{`
    OpenBrace,
    /// `}`
    CloseBrace,
    /// `,`
    Comma,
    /// `.`
    Dot,
    /// `!`
    Bang,
    /// `?`
    Question,
    /// `:`
    Colon,
    /// `:=`
    ColonEquals,
    /// `=`
    Equals,
    /// `<`
    Less,
    /// `>`
    Greater,
    /// `<>`
    NotEqual,
    /// `<=`, `>=`, `<<`, `>>`
    Compare,
    /// `&`
    Ampersand,
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`, `/`, `\`, `^`
    Operator,
    /// `+=`, `&=` and the like.
    CompoundAssign,
    /// An operator or character of another language.
    NonVb,
    /// `[` that does not start a name.
    OpenBracket,
    /// `]` that does not end a name.
    CloseBracket,
}

impl Punct {
    /// Whether an operand must follow.
    #[must_use]
    pub(crate) fn is_operator(self) -> bool {
        matches!(
            self,
            Self::Equals
                | Self::Less
                | Self::Greater
                | Self::NotEqual
                | Self::Compare
                | Self::Ampersand
                | Self::Plus
                | Self::Minus
                | Self::Operator
                | Self::CompoundAssign
                | Self::ColonEquals
        )
    }
}

/// A token with its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Kind of the token.
    pub kind: TokenKind,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Token {
    /// Byte range in the script.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub fn length(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Text of the token.
    #[must_use]
    pub fn text(self, script: &str) -> &str {
        script.get(self.range()).unwrap_or_default()
    }

    /// The keyword, or [`Keyword::None`] for other tokens.
    #[must_use]
    pub fn keyword(self) -> Keyword {
        match self.kind {
            TokenKind::Word(keyword) => keyword,
            _ => Keyword::None,
        }
    }

    /// Whether the token is this keyword.
    #[must_use]
    pub fn is(self, keyword: Keyword) -> bool {
        self.kind == TokenKind::Word(keyword)
    }

    /// Whether the token is this punctuation.
    #[must_use]
    pub(crate) fn is_punct(self, punct: Punct) -> bool {
        self.kind == TokenKind::Punct(punct)
    }

    /// Whether the token can be a name.
    #[must_use]
    pub(crate) fn is_name(self) -> bool {
        match self.kind {
            TokenKind::Word(keyword) => keyword.is_name(),
            TokenKind::Escaped => true,
            _ => false,
        }
    }

    /// Whether an operand must follow.
    #[must_use]
    pub(crate) fn is_operator(self) -> bool {
        match self.kind {
            TokenKind::Punct(symbol) => symbol.is_operator(),
            TokenKind::Word(keyword) => keyword.is_operator(),
            _ => false,
        }
    }

    /// Whether the token can end an operand.
    #[must_use]
    pub(crate) fn can_end_operand(self) -> bool {
        match self.kind {
            TokenKind::Word(keyword) => {
                keyword.is_name()
                    || matches!(
                        keyword,
                        Keyword::Me
                            | Keyword::MyBase
                            | Keyword::MyClass
                            | Keyword::True
                            | Keyword::False
                            | Keyword::Nothing
                    )
            }
            TokenKind::Punct(symbol) => matches!(
                symbol,
                Punct::CloseParen | Punct::CloseBrace | Punct::CloseBracket | Punct::Question
            ),
            TokenKind::Newline
            | TokenKind::InterpolatedStringStart
            | TokenKind::InterpolatedStringText
            | TokenKind::InterpolationOpen => false,
            _ => true,
        }
    }

    /// Value of a string token, with doubled quotes unescaped.
    #[must_use]
    pub(crate) fn string_value(self, script: &str) -> Option<Cow<'_, str>> {
        if self.kind != TokenKind::String {
            return None;
        }
        let inside = script.get(self.string_content(script))?;
        if !inside.contains(is_double_quote) {
            return Some(Cow::Borrowed(inside));
        }
        let mut value = String::with_capacity(inside.len());
        let mut characters = inside.chars();
        while let Some(character) = characters.next() {
            value.push(character);
            if is_double_quote(character) {
                characters.next();
            }
        }
        Some(Cow::Owned(value))
    }

    /// Range between the delimiters of a string, which may be typographic.
    #[must_use]
    pub(crate) fn string_content(self, script: &str) -> Range<usize> {
        let text = self.text(script);
        let first = text.chars().next().map_or(0, char::len_utf8);
        let last = text.char_indices().next_back().filter(|&(at, last)| at > 0 && is_double_quote(last));
        let start = self.range().start + first;
        start..(self.range().end - last.map_or(0, |(_, last)| last.len_utf8())).max(start)
    }
}

/// Whether a character delimits strings. VB.NET also accepts typographic quotes.
pub(super) fn is_double_quote(character: char) -> bool {
    matches!(character, '"' | '\u{201c}' | '\u{201d}' | '\u{ff02}')
}

/// Whether a character starts a comment.
pub(super) fn is_comment_start(character: char) -> bool {
    matches!(character, '\'' | '\u{2018}' | '\u{2019}' | '\u{ff07}')
}
