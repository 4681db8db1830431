//! Lexer of SQL; skips comments.

use std::ops::Range;

use super::SqlError;
use super::clause_keywords::{CLAUSE_KEYWORDS, may_be_clause_keyword};
use crate::text::Placeholders;

/// Kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A keyword, an unquoted name, a number or a variable.
    Word,
    /// A name in brackets, double quotes or backticks.
    QuotedName,
    /// A string.
    String,
    /// A single character.
    Punct(char),
    /// A placeholder.
    Placeholder,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) range: Range<usize>,
    /// Number of enclosing parentheses.
    pub(super) depth: u32,
    /// Whether it may be one of [`CLAUSE_KEYWORDS`]. Excludes most names of columns and tables
    /// without a comparison.
    pub(super) may_be_clause_keyword: bool,
}

pub(crate) struct Tokens<'t> {
    pub(super) text: &'t str,
    pub(super) placeholders: &'t Placeholders,
    pub(crate) list: Vec<Token>,
    pub(super) error: Option<SqlError>,
}

/// Splits SQL into tokens.
pub(crate) fn tokenize<'t>(text: &'t str, placeholders: &'t Placeholders) -> Tokens<'t> {
    let plain = Lexer::new(text, placeholders, false).run();
    // Only MySQL escapes quotes with a backslash; in other dialects, 'C:\' is a complete string.
    if plain.error.is_some() && text.contains('\\') {
        let escaped = Lexer::new(text, placeholders, true).run();
        if escaped.error.is_none() {
            return escaped;
        }
    }
    plain
}

impl Tokens<'_> {
    /// Text of a token.
    pub(crate) fn token_text(&self, at: usize) -> &str {
        self.list.get(at).and_then(|token| self.text.get(token.range.clone())).unwrap_or_default()
    }

    /// Whether a token is this keyword.
    #[inline]
    pub(super) fn is_keyword(&self, at: usize, keyword: &str) -> bool {
        // Compares the length first: most words have another one.
        self.list.get(at).is_some_and(|token| {
            token.range.len() == keyword.len()
                && token.kind == TokenKind::Word
                && self
                    .text
                    .as_bytes()
                    .get(token.range.clone())
                    .is_some_and(|word| word.eq_ignore_ascii_case(keyword.as_bytes()))
        })
    }

    /// Whether a token is this keyword, which must be in [`CLAUSE_KEYWORDS`].
    #[inline]
    pub(super) fn is_clause_keyword(&self, at: usize, keyword: &str) -> bool {
        debug_assert!(CLAUSE_KEYWORDS.contains(&keyword), "{keyword}");
        self.list.get(at).is_some_and(|token| token.may_be_clause_keyword) && self.is_keyword(at, keyword)
    }

    /// The tokens in a range that may be in [`CLAUSE_KEYWORDS`].
    pub(super) fn clause_keywords(&self, among: Range<usize>) -> impl Iterator<Item = usize> {
        let (start, list) = (among.start, self.list.get(among).unwrap_or_default());
        (start..).zip(list).filter(|(_, token)| token.may_be_clause_keyword).map(|(at, _)| at)
    }

    /// Whether a token is one of these keywords.
    pub(super) fn is_any_keyword(&self, at: usize, keywords: &[&str]) -> bool {
        self.list.get(at).is_some_and(|token| token.kind == TokenKind::Word)
            && keywords.iter().any(|keyword| self.is_keyword(at, keyword))
    }

    /// Whether a token is this punctuation character.
    pub(crate) fn is_punct(&self, at: usize, sign: char) -> bool {
        self.list.get(at).is_some_and(|token| token.kind == TokenKind::Punct(sign))
    }

    /// Whether a token may be a name or a part of one.
    pub(super) fn is_name(&self, at: usize) -> bool {
        match self.list.get(at).map(|token| token.kind) {
            Some(TokenKind::QuotedName) => true,
            Some(TokenKind::Word) => match self.token_text(at).as_bytes().first() {
                Some(first) if first.is_ascii() => {
                    first.is_ascii_alphabetic() || matches!(first, b'_' | b'#' | b'@')
                }
                _ => self.token_text(at).starts_with(char::is_alphabetic),
            },
            _ => false,
        }
    }
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    backslash_escapes: bool,
    list: Vec<Token>,
    error: Option<SqlError>,
    placeholders: &'t Placeholders,
    /// Positions of the open parentheses.
    open_parens: Vec<usize>,
}

impl<'t> Lexer<'t> {
    fn new(text: &'t str, placeholders: &'t Placeholders, backslash_escapes: bool) -> Self {
        // A token and the following space have about five bytes.
        let list = Vec::with_capacity(text.len() / 5 + 1);
        Self { text, at: 0, backslash_escapes, list, error: None, placeholders, open_parens: Vec::new() }
    }

    fn run(mut self) -> Tokens<'t> {
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            let start = self.at;
            match byte {
                b' ' => {
                    self.at += 1;
                    continue;
                }
                byte if byte.is_ascii_alphanumeric() => {
                    self.word(start);
                    continue;
                }
                b',' | b'.' | b'(' | b')' | b'[' | b'\'' | b'"' | b'=' | b'*'
                    if self.placeholders.is_default() =>
                {
                    self.punct(char::from(byte), start);
                    continue;
                }
                _ => {}
            }
            let Some(character) = self.text[start..].chars().next() else { break };
            let rest = &self.text[start..];
            if character.is_whitespace() {
                self.at += character.len_utf8();
            } else if rest.starts_with("--") {
                self.at += rest.find(['\r', '\n']).unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                self.comment(start);
            } else if let Some(length) = self.placeholders.leading_len(rest) {
                self.push(TokenKind::Placeholder, length);
            } else if is_word_char(character) {
                self.word(start);
            } else {
                self.punct(character, start);
            }
        }
        if let Some(last) = self.open_parens.last().copied() {
            let message = match self.open_parens.len() {
                1 => "unclosed `(`".to_owned(),
                more => format!("{more} unclosed parentheses `(`"),
            };
            self.report_error(last..last + 1, message, "add the missing `)`, or remove `(`");
        }
        Tokens { text: self.text, placeholders: self.placeholders, list: self.list, error: self.error }
    }

    fn comment(&mut self, start: usize) {
        match self.text[start + 2..].find("*/") {
            Some(length) => self.at = start + 2 + length + 2,
            None => {
                self.report_error(
                    start..start + 2,
                    "unterminated comment".to_owned(),
                    "add `*/` at the end of the comment",
                );
                self.at = self.text.len();
            }
        }
    }

    fn word(&mut self, start: usize) {
        let rest = &self.text[start..];
        let bytes = rest.as_bytes();
        let mut length = bytes.iter().position(|byte| !WORD_BYTES[usize::from(*byte)]).unwrap_or(bytes.len());
        if bytes.get(length).is_some_and(|byte| !byte.is_ascii()) {
            length = rest.find(|c: char| !is_word_char(c)).unwrap_or(rest.len());
        }
        // `Staff_${YEAR}`
        if !self.placeholders.is_default() || bytes.get(length) == Some(&b'{') {
            let inner = memchr::memchr_iter(b'$', &bytes[..length]);
            let placeholder =
                inner.filter(|at| *at > 0).find(|at| self.placeholders.leading_len(&rest[*at..]).is_some());
            length = placeholder.unwrap_or(length);
        }
        if length <= 2 && bytes.get(length) == Some(&b'\'') {
            let lower = rest[..length].to_ascii_lowercase();
            if lower == "q" || lower == "nq" {
                return self.oracle_string(start, start + length + 1);
            }
            if ["n", "x", "b", "e", "r"].contains(&lower.as_str()) {
                return self.delimited(TokenKind::String, start, start + length + 1, '\'');
            }
        }
        self.push(TokenKind::Word, length);
    }

    fn punct(&mut self, character: char, start: usize) {
        match character {
            '\'' => self.delimited(TokenKind::String, start, start + 1, '\''),
            '"' => self.delimited(TokenKind::QuotedName, start, start + 1, '"'),
            '`' => self.delimited(TokenKind::QuotedName, start, start + 1, '`'),
            '[' => self.bracketed_name(start),
            ']' => {
                self.report_error(
                    start..start + 1,
                    "unmatched `]`".to_owned(),
                    "add `[` before the name, or remove `]`",
                );
                self.push(TokenKind::Punct(']'), 1);
            }
            '(' => {
                self.push(TokenKind::Punct('('), 1);
                self.open_parens.push(start);
            }
            ')' => {
                if self.open_parens.pop().is_none() {
                    self.report_error(
                        start..start + 1,
                        "unmatched `)`".to_owned(),
                        "remove it, or add the missing `(`",
                    );
                }
                self.push(TokenKind::Punct(')'), 1);
            }
            other => self.push(TokenKind::Punct(other), other.len_utf8()),
        }
    }

    /// Scans a quoted text up to the closing quote; a doubled quote is an escape.
    fn delimited(&mut self, kind: TokenKind, start: usize, mut at: usize, quote: char) {
        // All quote characters are ASCII.
        let quote_byte = u8::try_from(quote).unwrap_or_default();
        let ends = |byte: &u8| *byte == quote_byte || (self.backslash_escapes && *byte == b'\\');
        while let Some(found) = self.text.as_bytes()[at..].iter().position(ends) {
            let here = at + found;
            if self.text[here..].starts_with('\\') {
                let escaped = self.text[here + 1..].chars().next().map_or(0, char::len_utf8);
                at = here + 1 + escaped;
            } else if self.text[here + 1..].starts_with(quote) {
                at = here + 2;
            } else {
                return self.push(kind, here + 1 - start);
            }
        }
        let open = at.min(start + self.text[start..].find(quote).unwrap_or(0));
        let noun = if kind == TokenKind::String { "string" } else { "quoted name" };
        self.report_error(
            open..open + 1,
            format!("unterminated {noun}"),
            &format!("add the closing `{quote}`; write a quote inside the {noun} twice"),
        );
        self.push(kind, self.text.len() - start);
    }

    /// Scans a string of Oracle: `q'[…]'`.
    fn oracle_string(&mut self, start: usize, at: usize) {
        let Some(open) = self.text[at..].chars().next() else {
            return self.delimited(TokenKind::String, start, at, '\'');
        };
        let close = match open {
            '[' => ']',
            '(' => ')',
            '{' => '}',
            '<' => '>',
            other => other,
        };
        let content = at + open.len_utf8();
        match self.text[content..].find(&format!("{close}'")) {
            Some(length) => self.push(TokenKind::String, content + length + close.len_utf8() + 1 - start),
            None => self.delimited(TokenKind::String, start, at, '\''),
        }
    }

    /// Scans a name in brackets; `]]` is an escaped bracket.
    fn bracketed_name(&mut self, start: usize) {
        let mut at = start + 1;
        let mut end = None;
        while let Some(found) = self.text[at..].find(']') {
            let here = at + found;
            if self.text[here + 1..].starts_with(']') {
                at = here + 2;
            } else {
                end = Some(here);
                break;
            }
        }
        let inside = &self.text[start + 1..end.unwrap_or(self.text.len())];
        // Only SQL Server allows brackets inside names, and they are rare: if the text before the inner
        // bracket looks like SQL, the closing bracket is missing.
        let unclosed_at = inside.find('[').filter(|inner| looks_like_sql(&inside[..*inner]));
        if end.is_none() || unclosed_at.is_some() {
            self.report_error(start..start + 1, "unclosed `[`".to_owned(), "add `]` after the name");
        }
        match (unclosed_at, end) {
            (Some(inner), _) => self.push(TokenKind::QuotedName, inner + 1),
            (None, Some(end)) => self.push(TokenKind::QuotedName, end + 1 - start),
            (None, None) => self.push(TokenKind::QuotedName, self.text.len() - start),
        }
    }

    fn push(&mut self, kind: TokenKind, length: usize) {
        let depth = u32::try_from(self.open_parens.len()).unwrap_or(u32::MAX);
        let range = self.at..self.at + length;
        let may_be_clause_keyword =
            kind == TokenKind::Word && self.text.get(range.clone()).is_some_and(may_be_clause_keyword);
        self.list.push(Token { kind, range, depth, may_be_clause_keyword });
        self.at += length;
    }

    /// Records the first error; later ones are usually consequences.
    fn report_error(&mut self, range: Range<usize>, message: String, help: &str) {
        if self.error.is_none() {
            self.error = Some(SqlError { range, message, help: help.to_owned() });
        }
    }
}

/// Whether the text after an opening bracket looks like SQL rather than a name.
fn looks_like_sql(inside: &str) -> bool {
    let inside = inside.trim_end();
    let last = inside.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default().to_ascii_lowercase();
    inside.ends_with([',', '.', '=', '(', '<', '>'])
        || ["from", "join", "as", "where", "and", "or", "on", "by", "select"].contains(&last.as_str())
}

/// ASCII bytes that are part of words.
const WORD_BYTES: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        table[byte as usize] = is_word_byte(byte);
        byte += 1;
    }
    table
};

const fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'#' | b'@')
}

fn is_word_char(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || matches!(character, '_' | '$' | '#' | '@')
        || (!character.is_ascii() && character.is_alphanumeric())
}
