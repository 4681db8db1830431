//! Words, quoted values and brackets of a filter.

use std::ops::Range;

use nom::branch::alt;
use nom::bytes::complete::{tag, take, take_while, take_while1};
use nom::combinator::{map, value};
use nom::{IResult, Parser};

use crate::language::placeholder_at;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
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
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

impl Token {
    /// What stands between the quotes.
    pub(super) fn content(&self, text: &str) -> Range<usize> {
        let Range { start, end } = self.range;
        match self.kind {
            Kind::Quoted { closed } => {
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
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Ok((behind, kind)) = token(rest) {
        let start = text.len() - rest.len();
        let end = text.len() - behind.len();
        found.push(Token { kind, range: start..end });
        rest = behind.trim_start();
    }
    found
}

fn token(text: &str) -> IResult<&str, Kind> {
    if text.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
        return value(Kind::Word, word).parse(text);
    }
    alt((
        value(Kind::Open, tag("(")),
        value(Kind::Close, tag(")")),
        quoted,
        map(placeholder, |_| Kind::Placeholder),
        value(Kind::Word, comparison),
        value(Kind::Word, word),
        // A lone character that starts nothing else, such as a closing typographic quote.
        value(Kind::Word, take(1_usize)),
    ))
    .parse(text)
}

fn placeholder(text: &str) -> IResult<&str, &str> {
    match placeholder_at(text) {
        Some(length) => take_bytes(text, length),
        None => Err(nom::Err::Error(nom::error::Error::new(text, nom::error::ErrorKind::Tag))),
    }
}

fn comparison(text: &str) -> IResult<&str, &str> {
    alt((
        tag("<>"),
        tag("<="),
        tag(">="),
        tag("!="),
        tag("=="),
        tag("&&"),
        tag("||"),
        tag("="),
        tag("<"),
        tag(">"),
        tag("!"),
    ))
    .parse(text)
}

fn word(text: &str) -> IResult<&str, &str> {
    // Most words are letters and a blank behind them.
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if plain > 0 && text.as_bytes().get(plain).is_none_or(|next| *next == b' ') {
        return take_bytes(text, plain);
    }
    // An apostrophe inside a word belongs to it: "Isn't".
    let (_, first) = take_while1(|c: char| is_word(c) && c != '\'').parse(text)?;
    let (_, more) = take_while(|c| is_word(c) || c == '\u{2019}').parse(&text[first.len()..])?;
    let whole = &text[..first.len() + more.len()];
    let end =
        memchr::memchr2_iter(b'$', b'{', whole.as_bytes()).find(|at| placeholder_at(&text[*at..]).is_some());
    take_bytes(text, end.filter(|end| *end > 0).unwrap_or(whole.len()))
}

fn is_word(character: char) -> bool {
    !character.is_whitespace()
        && !matches!(
            character,
            '(' | ')' | '"' | '\u{201c}' | '\u{201d}' | '\u{2019}' | '\u{2018}' | '=' | '<' | '>' | '!'
        )
}

/// A value in quotes. How a quote inside of one is written is documented nowhere: doubled and
/// behind a backslash are both understood.
fn quoted(text: &str) -> IResult<&str, Kind> {
    let opening = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '\u{201c}' | '\u{2018}'));
    let Some(opening) = opening else {
        return Err(nom::Err::Error(nom::error::Error::new(text, nom::error::ErrorKind::Char)));
    };
    let closing: &[char] = match opening {
        '\'' => &['\''],
        '\u{2018}' => &['\u{2019}', '\''],
        // Programs that make quotes round do not always do it to both.
        _ => &['"', '\u{201d}'],
    };
    let mut at = opening.len_utf8();
    while let Some(found) = text[at..].find(closing) {
        let quote = at + found;
        let length = text[quote..].chars().next().map_or(1, char::len_utf8);
        let behind = quote + length;
        if text[at..quote].ends_with('\\') && !ends_a_value(&text[behind..]) {
            at = behind;
        } else if text[behind..].starts_with(opening) && opening.len_utf8() == length {
            at = behind + length;
        } else {
            return Ok((&text[behind..], Kind::Quoted { closed: true }));
        }
    }
    Ok(("", Kind::Quoted { closed: false }))
}

/// Whether what stands here may follow a value: `"C:\"` ends before ` and …`.
fn ends_a_value(behind: &str) -> bool {
    let rest = behind.trim_start();
    let word = rest.get(..3).unwrap_or(rest).trim_end().to_ascii_lowercase();
    rest.is_empty() || rest.starts_with(')') || (rest.len() < behind.len() && (word == "and" || word == "or"))
}

fn take_bytes(text: &str, length: usize) -> IResult<&str, &str> {
    match text.split_at_checked(length) {
        Some((taken, rest)) => Ok((rest, taken)),
        None => Err(nom::Err::Error(nom::error::Error::new(text, nom::error::ErrorKind::Eof))),
    }
}
