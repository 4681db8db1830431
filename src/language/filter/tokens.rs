//! Lexer of filter criteria: words, quoted values and parentheses.

use std::ops::Range;

use crate::text::Placeholders;

/// Kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Open,
    Close,
    /// A word or a comparison sign.
    Word,
    /// A quoted value; `closed` if its closing quote exists.
    Quoted {
        closed: bool,
    },
    Placeholder,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: Range<usize>,
}

impl Token {
    /// Range of the text between the quotes.
    pub(super) fn content(&self, text: &str) -> Range<usize> {
        let Range { start, end } = self.range;
        match self.kind {
            TokenKind::Quoted { closed } => {
                let quote = |c: Option<char>| c.map_or(0, char::len_utf8);
                let inner = start + quote(text[start..].chars().next());
                let last = if closed { quote(text[..end].chars().next_back()) } else { 0 };
                inner..end.saturating_sub(last).max(inner)
            }
            _ => start..end,
        }
    }
}

/// Splits a filter into tokens, without white space.
pub(super) fn tokenize(text: &str, placeholders: &Placeholders) -> Vec<Token> {
    // A word and the following space have about six bytes.
    let mut found = Vec::with_capacity(text.len() / 6 + 1);
    let mut start = 0;
    while let Some(&byte) = text.as_bytes().get(start) {
        let rest = &text[start..];
        let (kind, length) = match byte {
            b' ' => {
                start += 1;
                continue;
            }
            b'(' => (TokenKind::Open, 1),
            b')' => (TokenKind::Close, 1),
            b'"' | b'\'' => quoted(rest, char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => (TokenKind::Word, word_length(rest, placeholders)),
            // Not the start of a placeholder with the default patterns.
            b'<' | b'>' | b'=' | b'!' if placeholders.is_default() => {
                (TokenKind::Word, comparison_length(rest))
            }
            _ => {
                let blank = rest.len() - rest.trim_start().len();
                if blank > 0 {
                    start += blank;
                    continue;
                }
                other_token(rest, placeholders)
            }
        };
        found.push(Token { kind, range: start..start + length });
        start += length;
    }
    found
}

/// Kind and length of a token that starts with an unusual character.
fn other_token(text: &str, placeholders: &Placeholders) -> (TokenKind, usize) {
    let first = text.chars().next().unwrap_or_default();
    if matches!(first, '\u{201c}' | '\u{2018}') {
        return quoted(text, first);
    }
    if let Some(length) = placeholders.leading_len(text) {
        return (TokenKind::Placeholder, length);
    }
    let length = match comparison_length(text) {
        0 => word_length(text, placeholders),
        length => length,
    };
    // A single character, such as a closing typographic quote.
    (TokenKind::Word, if length > 0 { length } else { first.len_utf8() })
}

/// Length of a comparison operator at the start of the text, or 0.
fn comparison_length(text: &str) -> usize {
    match text.as_bytes() {
        [b'<', b'>' | b'=', ..] | [b'>' | b'!' | b'=', b'=', ..] | [b'&', b'&', ..] | [b'|', b'|', ..] => 2,
        [b'=' | b'<' | b'>' | b'!', ..] => 1,
        _ => 0,
    }
}

/// Length of a word at the start of the text, or 0.
fn word_length(text: &str, placeholders: &Placeholders) -> usize {
    // Fast path: most words consist of ASCII letters before a space.
    let bytes = text.as_bytes();
    let plain = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(bytes.len());
    if plain > 0 && bytes.get(plain).is_none_or(|next| *next == b' ') {
        return plain;
    }
    // An apostrophe inside a word is part of it: "Isn't".
    let end_of = |is_part: fn(char) -> bool, from: usize| {
        text[from..].find(|c: char| !is_part(c)).map_or(text.len(), |length| from + length)
    };
    let first = end_of(|c| is_word_char(c) && c != '\'', 0);
    if first == 0 {
        return 0;
    }
    let whole = end_of(|c| is_word_char(c) || c == '\u{2019}', first);
    let placeholder = memchr::memchr2_iter(b'$', b'{', &bytes[..whole])
        .find(|at| placeholders.leading_len(&text[*at..]).is_some());
    placeholder.filter(|end| *end > 0).unwrap_or(whole)
}

fn is_word_char(character: char) -> bool {
    !character.is_whitespace()
        && !matches!(
            character,
            '(' | ')' | '"' | '\u{201c}' | '\u{201d}' | '\u{2019}' | '\u{2018}' | '=' | '<' | '>' | '!'
        )
}

/// Scans a quoted value. The escape of a quote is not documented: both a doubled quote and a
/// backslash are accepted.
fn quoted(text: &str, opening: char) -> (TokenKind, usize) {
    let closing: &[char] = match opening {
        '\'' => &['\''],
        '\u{2018}' => &['\u{2019}', '\''],
        // Programs that insert typographic quotes do not always convert both quotes.
        _ => &['"', '\u{201d}'],
    };
    // Fast path: most values are ASCII.
    let ends = |byte: &u8| matches!(byte, b'"' | b'\'' | 128..);
    let mut at = opening.len_utf8();
    while let Some(plain) = text.as_bytes()[at..].iter().position(ends) {
        let Some(found) = text[at + plain..].find(closing) else { break };
        let quote = at + plain + found;
        let length = text[quote..].chars().next().map_or(1, char::len_utf8);
        let after = quote + length;
        if text[at..quote].ends_with('\\') && !can_follow_value(&text[after..]) {
            at = after;
        } else if text[after..].starts_with(opening) && opening.len_utf8() == length {
            at = after + length;
        } else {
            return (TokenKind::Quoted { closed: true }, after);
        }
    }
    (TokenKind::Quoted { closed: false }, text.len())
}

/// Whether the text after a quote can follow a value: `"C:\"` ends before ` and …`.
fn can_follow_value(text: &str) -> bool {
    let rest = text.trim_start();
    let word = rest.get(..3).unwrap_or(rest).trim_end().to_ascii_lowercase();
    rest.is_empty() || rest.starts_with(')') || (rest.len() < text.len() && (word == "and" || word == "or"))
}
