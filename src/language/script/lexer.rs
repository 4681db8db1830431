//! Lexer of scripts.
//!
//! Comments and continued lines do not produce tokens. Unknown characters become tokens or are
//! skipped, with a [`ScriptError`] if they are invalid.

use std::ops::Range;

use super::Keyword;
use super::error::{NonVbToken, ScriptError, ScriptErrorKind};
use super::keyword::keyword_at;
use super::token::{Punct, Token, TokenKind, is_comment_start, is_double_quote};

/// Output of the lexer.
#[derive(Debug, Default)]
pub(super) struct Lexed {
    pub(super) tokens: Vec<Token>,
    /// Indices of the line breaks in `tokens`.
    pub(super) line_ends: Vec<usize>,
    /// Whether there may be a query: whether there is `From` or `Aggregate`.
    pub(super) may_have_query: bool,
    /// Comments.
    pub(super) comments: Vec<Range<usize>>,
    pub(super) errors: Vec<ScriptError>,
    /// Whether there is a placeholder outside strings.
    pub(super) has_placeholder: bool,
    /// Whether there is conditional compilation.
    pub(super) has_conditional_compilation: bool,
    /// Whether there is unsupported syntax.
    pub(super) unsupported: bool,
}

/// Splits a script into tokens.
///
/// An open string at the end of a line is usually unterminated. Newer compilers allow multi-line
/// strings, so if there are several open strings, both interpretations are tried.
pub(super) fn lex(text: &str) -> Lexed {
    let lexed = Lexer::new(text, false).run();
    let unclosed = lexed.errors.iter().filter(|error| error.kind == ScriptErrorKind::UnclosedString);
    if unclosed.count() < 2 {
        return lexed;
    }
    let across_lines = Lexer::new(text, true).run();
    let all_closed = across_lines.errors.iter().all(|error| error.kind != ScriptErrorKind::UnclosedString);
    if all_closed && !across_lines.has_adjacent_operands() { across_lines } else { lexed }
}

impl Lexed {
    /// Whether an operand directly follows a string.
    fn has_adjacent_operands(&self) -> bool {
        self.tokens.windows(2).any(|pair| {
            pair[0].kind == TokenKind::String
                && match pair[1].kind {
                    TokenKind::Word(keyword) => keyword.is_name(),
                    TokenKind::String | TokenKind::Number => true,
                    _ => false,
                }
        })
    }
}

/// ASCII bytes that are part of words.
const WORD_BYTES: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    table
};

/// State inside an interpolation, `{…}` in an interpolated string.
#[derive(Default)]
pub(super) struct Interpolation {
    /// Number of open parentheses and braces.
    pub(super) depth: u32,
}

pub(super) struct Lexer<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// Whether strings may contain line breaks.
    pub(super) multiline_strings: bool,
    /// Open interpolations, innermost last.
    pub(super) interpolations: Vec<Interpolation>,
    /// Cached end of the current line.
    line_end: usize,
    pub(super) lexed: Lexed,
}

impl<'t> Lexer<'t> {
    fn new(text: &'t str, multiline_strings: bool) -> Self {
        let mut lexed = Lexed::default();
        lexed.tokens.reserve(text.len() / 4);
        lexed.line_ends.reserve(text.len() / 32);
        Self { text, at: 0, multiline_strings, interpolations: Vec::new(), line_end: 0, lexed }
    }

    fn run(mut self) -> Lexed {
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            match byte {
                b' ' | b'\t' => self.at += 1,
                b'a'..=b'z' | b'A'..=b'Z' => self.word(),
                b'\n' => self.newline('\n'),
                b'\r' => self.newline('\r'),
                b'"' => self.string('"'),
                b'\'' => self.comment(),
                b'=' if !matches!(self.byte(1), b'=' | b'<' | b'>') => self.punct(Punct::Equals, 1),
                b'(' if self.interpolations.is_empty() => self.punct(Punct::OpenParen, 1),
                b')' if self.interpolations.is_empty() => self.punct(Punct::CloseParen, 1),
                b',' if self.interpolations.is_empty() => self.punct(Punct::Comma, 1),
                b'.' if self.interpolations.is_empty() && !self.byte(1).is_ascii_digit() => {
                    self.punct(Punct::Dot, 1);
                }
                _ => match self.peek() {
                    Some(character) => self.token(character),
                    None => break,
                },
            }
        }
        self.lexed.unsupported |= !self.interpolations.is_empty();
        self.lexed
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn byte(&self, offset: usize) -> u8 {
        self.text.as_bytes().get(self.at + offset).copied().unwrap_or_default()
    }

    pub(super) fn push(&mut self, kind: TokenKind, start: usize) {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.lexed.tokens.push(Token { kind, start: offset(start), end: offset(self.at) });
    }

    pub(super) fn punct(&mut self, symbol: Punct, length: usize) {
        let start = self.at;
        self.at += length;
        self.push(TokenKind::Punct(symbol), start);
    }

    pub(super) fn non_vb_token(&mut self, token: NonVbToken, length: usize) {
        let start = self.at;
        self.at += length;
        self.push(TokenKind::Punct(Punct::NonVb), start);
        self.error(start..self.at, ScriptErrorKind::NonVbToken { token });
    }

    pub(super) fn error(&mut self, range: Range<usize>, kind: ScriptErrorKind) {
        self.lexed.errors.push(ScriptError { range, kind });
    }

    /// Whether the current position is at the start of a line.
    fn at_line_start(&self) -> bool {
        self.lexed.tokens.last().is_none_or(|last| last.kind == TokenKind::Newline)
    }

    fn token(&mut self, character: char) {
        match character {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => self.newline(character),
            _ if character.is_whitespace() || character == '\u{feff}' => self.at += character.len_utf8(),
            _ if is_comment_start(character) => self.comment(),
            _ if is_double_quote(character) => self.string(character),
            '$' => self.dollar(),
            '0'..='9' => self.number(),
            '.' if self.byte(1).is_ascii_digit() && !self.follows_operand_directly() => self.number(),
            '&' if self.is_prefixed_number() => self.number(),
            '#' => self.hash(),
            '[' => self.bracket(),
            '_' if self.is_continuation() => self.continuation(),
            _ if character.is_alphabetic() || character == '_' => self.word(),
            _ => self.punctuation(character),
        }
    }

    /// Whether the preceding token ends an operand directly before the current position.
    pub(super) fn follows_operand_directly(&self) -> bool {
        self.lexed.tokens.last().is_some_and(|last| last.end as usize == self.at && last.can_end_operand())
    }

    fn newline(&mut self, character: char) {
        let start = self.at;
        self.at += character.len_utf8();
        if character == '\r' && self.byte(0) == b'\n' {
            self.at += 1;
        }
        if !self.at_line_start() {
            self.lexed.line_ends.push(self.lexed.tokens.len());
            self.push(TokenKind::Newline, start);
        }
        // Fast path: most lines are indented.
        while self.text.as_bytes().get(self.at..).and_then(<[u8]>::first_chunk) == Some(b"    ") {
            self.at += 4;
        }
    }

    /// End of the current line.
    pub(super) fn line_end(&mut self) -> usize {
        if self.line_end < self.at || self.line_end == 0 {
            let end = memchr::memchr2(b'\n', b'\r', self.rest().as_bytes());
            self.line_end = end.map_or(self.text.len(), |end| self.at + end);
        }
        self.line_end
    }

    fn comment(&mut self) {
        let start = self.at;
        self.at = self.line_end();
        if self.lexed.comments.is_empty() {
            self.lexed.comments.reserve(self.text.len() / 128 + 4);
        }
        self.lexed.comments.push(start..self.at);
        if let Some(length) = self.single_quoted_length(start) {
            self.error(start..start + length, ScriptErrorKind::MissingOperand { quoted: true });
        }
    }

    /// Length of `'text'` at the start of a comment, if it is in place of an operand.
    fn single_quoted_length(&self, start: usize) -> Option<usize> {
        let expects_operand = self.lexed.tokens.last().is_some_and(|last| {
            last.is_operator() || last.is_punct(Punct::OpenParen) || last.is_punct(Punct::Comma)
        });
        let text = self.text[start..self.at].strip_prefix('\'').filter(|_| expects_operand)?;
        let inner = text.find('\'')?;
        let after = text[inner + 1..].trim_start();
        (after.is_empty() || after.starts_with([')', ',', '&', '+', '.'])).then_some(inner + 2)
    }

    fn is_continuation(&self) -> bool {
        let rest = self.rest()[1..].trim_start_matches([' ', '\t', '\u{a0}']);
        rest.chars().next().is_none_or(|next| matches!(next, '\r' | '\n') || is_comment_start(next))
    }

    fn continuation(&mut self) {
        self.at = self.line_end();
        if self.byte(0) == b'\r' && self.byte(1) == b'\n' {
            self.at += 1;
        }
        self.at = (self.at + 1).min(self.text.len());
    }

    fn word(&mut self) {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut end = start;
        while let Some(&byte) = bytes.get(end)
            && WORD_BYTES[usize::from(byte)]
        {
            end += 1;
        }
        // Only non-ASCII letters can follow.
        if bytes.get(end).is_some_and(|byte| !byte.is_ascii()) {
            let rest = &self.text[end..];
            let is_part = |character: char| character.is_alphanumeric() || character == '_';
            end += rest.find(|character: char| !is_part(character)).unwrap_or(rest.len());
        }
        self.at = end;
        let is_member = matches!(self.lexed.tokens.last(), Some(last)
            if last.is_punct(Punct::Dot) || (last.is_punct(Punct::Bang) && last.end as usize == start));
        if is_member {
            return self.push(TokenKind::Word(Keyword::None), start);
        }
        if end - start == 3 && bytes[start..end].eq_ignore_ascii_case(b"rem") {
            self.at = start;
            return self.comment();
        }
        let keyword = keyword_at(bytes, start, end - start);
        self.lexed.may_have_query |= matches!(keyword, Keyword::From | Keyword::Aggregate);
        // A type character is part of the name: `name$`. The others are also operators.
        if matches!(self.byte(0), b'$' | b'%') && keyword.is_name() {
            self.at += 1;
        }
        self.push(TokenKind::Word(keyword), start);
    }

    /// Whether a number with a prefix follows: `&HFF`, `&O17`, `&B01`.
    fn is_prefixed_number(&self) -> bool {
        let has_digits = |is_digit: fn(char) -> bool| {
            let rest = &self.rest()[2..];
            let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
            let word = rest[..end].trim_end_matches(['S', 's', 'I', 'i', 'L', 'l', 'U', 'u']);
            !word.is_empty() && word.chars().all(|c| is_digit(c) || c == '_')
        };
        match self.byte(1) {
            b'H' | b'h' => has_digits(|digit| digit.is_ascii_hexdigit()),
            b'O' | b'o' => has_digits(|digit| digit.is_digit(8)),
            b'B' | b'b' => has_digits(|digit| digit.is_digit(2)),
            _ => false,
        }
    }

    fn number(&mut self) {
        let start = self.at;
        if self.byte(0) == b'&' {
            self.at += 2;
        }
        let mut before = b'0';
        loop {
            let byte = self.byte(0);
            let continues = byte.is_ascii_alphanumeric()
                || byte == b'_'
                || (byte == b'.' && self.byte(1).is_ascii_digit())
                || (matches!(byte, b'+' | b'-')
                    && matches!(before, b'e' | b'E')
                    && self.byte(1).is_ascii_digit());
            if !continues {
                break;
            }
            before = byte;
            self.at += 1;
        }
        if matches!(self.byte(0), b'%' | b'@' | b'#') {
            self.at += 1;
        }
        self.push(TokenKind::Number, start);
    }

    /// Scans a directive at the start of a line, or a date elsewhere.
    fn hash(&mut self) {
        let line_end = self.line_end();
        let line = &self.text[self.at..line_end];
        if self.at_line_start() {
            let word: String = line[1..]
                .trim_start()
                .chars()
                .take_while(char::is_ascii_alphabetic)
                .map(|character| character.to_ascii_lowercase())
                .collect();
            self.lexed.has_conditional_compilation |= matches!(word.as_str(), "if" | "else" | "elseif");
            self.at = line_end;
            return;
        }
        let start = self.at;
        let date = line[1..].find('#').filter(|&end| {
            line[1..=end]
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | ':' | ' ' | '.'))
        });
        match date {
            Some(end) => {
                self.at += end + 2;
                self.push(TokenKind::Date, start);
            }
            None => self.at += 1,
        }
    }

    /// Scans `[name]`; other brackets are indices of another language.
    fn bracket(&mut self) {
        let start = self.at;
        let rest = &self.rest()[1..];
        let name = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let is_closed = rest[name..].starts_with(']');
        let is_index = self.follows_operand_directly();
        if is_closed && name > 0 && !is_index && !rest.starts_with(|c: char| c.is_ascii_digit()) {
            self.at += name + 2;
            return self.push(TokenKind::Escaped, start);
        }
        if is_index || is_closed {
            self.non_vb_token(NonVbToken::Index, 1);
            if let Some(token) = self.lexed.tokens.last_mut() {
                token.kind = TokenKind::Punct(Punct::OpenBracket);
            }
        } else {
            self.punct(Punct::OpenBracket, 1);
        }
    }
}
