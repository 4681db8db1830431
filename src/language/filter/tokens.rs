//! Words, quoted values and brackets of a filter.

use std::ops::Range;

use crate::language::{leading_placeholder_len, uses_default_placeholders};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Open,
    Close,
    /// A word or a comparison sign.
    Word,
    /// A value in quotes, and whether its closing quote is there.
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
    /// What stands between the quotes.
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

/// Cuts a filter into tokens: all of the text but white space.
pub(super) fn tokenize(text: &str) -> Vec<Token> {
    let usual_placeholders = uses_default_placeholders();
    // A word and the blank behind it take some six bytes.
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
            byte if byte.is_ascii_alphanumeric() => (TokenKind::Word, word_length(rest)),
            // No placeholder starts so, unless others are configured.
            b'<' | b'>' | b'=' | b'!' if usual_placeholders => (TokenKind::Word, comparison_length(rest)),
            _ => {
                let blank = rest.len() - rest.trim_start().len();
                if blank > 0 {
                    start += blank;
                    continue;
                }
                other_token(rest)
            }
        };
        found.push(Token { kind, range: start..start + length });
        start += length;
    }
    found
}

/// A token that starts with none of the usual characters, and its length.
fn other_token(text: &str) -> (TokenKind, usize) {
    let first = text.chars().next().unwrap_or_default();
    if matches!(first, '\u{201c}' | '\u{2018}') {
        return quoted(text, first);
    }
    if let Some(length) = leading_placeholder_len(text) {
        return (TokenKind::Placeholder, length);
    }
    let length = match comparison_length(text) {
        0 => word_length(text),
        length => length,
    };
    // A lone character that starts nothing else, such as a closing typographic quote.
    (TokenKind::Word, if length > 0 { length } else { first.len_utf8() })
}

/// The length of the comparison sign that the text starts with; 0 where it starts with none.
fn comparison_length(text: &str) -> usize {
    match text.as_bytes() {
        [b'<', b'>' | b'=', ..] | [b'>' | b'!' | b'=', b'=', ..] | [b'&', b'&', ..] | [b'|', b'|', ..] => 2,
        [b'=' | b'<' | b'>' | b'!', ..] => 1,
        _ => 0,
    }
}

/// The length of the word that the text starts with; 0 where it starts with none.
fn word_length(text: &str) -> usize {
    // Most words are letters and a blank behind them.
    let bytes = text.as_bytes();
    let plain = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(bytes.len());
    if plain > 0 && bytes.get(plain).is_none_or(|next| *next == b' ') {
        return plain;
    }
    // An apostrophe inside a word belongs to it: "Isn't".
    let end_of = |of_word: fn(char) -> bool, from: usize| {
        text[from..].find(|c: char| !of_word(c)).map_or(text.len(), |length| from + length)
    };
    let first = end_of(|c| is_word_char(c) && c != '\'', 0);
    if first == 0 {
        return 0;
    }
    let whole = end_of(|c| is_word_char(c) || c == '\u{2019}', first);
    let placeholder = memchr::memchr2_iter(b'$', b'{', &bytes[..whole])
        .find(|at| leading_placeholder_len(&text[*at..]).is_some());
    placeholder.filter(|end| *end > 0).unwrap_or(whole)
}

fn is_word_char(character: char) -> bool {
    !character.is_whitespace()
        && !matches!(
            character,
            '(' | ')' | '"' | '\u{201c}' | '\u{201d}' | '\u{2019}' | '\u{2018}' | '=' | '<' | '>' | '!'
        )
}

/// A value in quotes. How a quote inside of one is written is documented nowhere: doubled and
/// behind a backslash are both understood.
fn quoted(text: &str, opening: char) -> (TokenKind, usize) {
    let closing: &[char] = match opening {
        '\'' => &['\''],
        '\u{2018}' => &['\u{2019}', '\''],
        // Programs that make quotes round do not always do it to both.
        _ => &['"', '\u{201d}'],
    };
    // Most values hold ASCII alone.
    let ends = |byte: &u8| matches!(byte, b'"' | b'\'' | 128..);
    let mut at = opening.len_utf8();
    while let Some(plain) = text.as_bytes()[at..].iter().position(ends) {
        let Some(found) = text[at + plain..].find(closing) else { break };
        let quote = at + plain + found;
        let length = text[quote..].chars().next().map_or(1, char::len_utf8);
        let behind = quote + length;
        if text[at..quote].ends_with('\\') && !can_follow_value(&text[behind..]) {
            at = behind;
        } else if text[behind..].starts_with(opening) && opening.len_utf8() == length {
            at = behind + length;
        } else {
            return (TokenKind::Quoted { closed: true }, behind);
        }
    }
    (TokenKind::Quoted { closed: false }, text.len())
}

/// Whether what stands here may follow a value: `"C:\"` ends before ` and …`.
fn can_follow_value(behind: &str) -> bool {
    let rest = behind.trim_start();
    let word = rest.get(..3).unwrap_or(rest).trim_end().to_ascii_lowercase();
    rest.is_empty() || rest.starts_with(')') || (rest.len() < behind.len() && (word == "and" || word == "or"))
}
