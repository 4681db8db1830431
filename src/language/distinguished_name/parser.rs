//! Text to name.

use std::borrow::Cow;
use std::ops::Range;

use nom::branch::alt;
use nom::bytes::complete::{tag_no_case, take_while, take_while_m_n, take_while1};
use nom::character::complete::{char, digit1, one_of, satisfy};
use nom::combinator::{map_res, opt, recognize};
use nom::multi::{many1, many1_count};
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::{DistinguishedName, DnError, Rdn, RdnAttribute, is_special};

/// Parses a name. A blank text is the name of the root.
///
/// # Errors
/// The first mistake in it.
pub fn parse(text: &str) -> Result<DistinguishedName<'_>, DnError> {
    let source = Input(text);
    let mut rest = text.trim_ascii_start();
    if rest.is_empty() {
        return Ok(DistinguishedName::default());
    }
    let mut parts = Vec::with_capacity(memchr::memchr_iter(b',', text.as_bytes()).count() + 1);
    let mut before = None;
    loop {
        let mut attributes: Vec<RdnAttribute<'_>> = Vec::with_capacity(1);
        loop {
            let (behind, attribute) = source.parse_attribute(rest, before)?;
            attributes.push(attribute);
            match behind.strip_prefix('+') {
                Some(next) => (rest, before) = (next.trim_ascii_start(), Some('+')),
                None => {
                    rest = behind;
                    break;
                }
            }
        }
        let start = attributes.first().map_or(0, |first| first.type_range.start);
        let end = attributes.last().map_or(start, |last| last.value_range.end);
        parts.push(Rdn { range: start..end, attributes });
        match rest.strip_prefix(',') {
            Some(next) => (rest, before) = (next.trim_ascii_start(), Some(',')),
            None => return Ok(DistinguishedName { rdns: parts }),
        }
    }
}

/// Whether a text is certainly a name that ends in a domain, told without taking it apart: words,
/// letters and digits alone. `false` says nothing.
#[must_use]
pub fn is_simple_with_domain(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b' ');
    let mut ends_in_domain = false;
    for part in text.split(',') {
        let Some((kind, value)) = part.split_once('=') else { return false };
        let is_kind = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_value =
            !value.is_empty() && !value.starts_with(' ') && !value.ends_with(' ') && value.bytes().all(plain);
        if !is_kind || !is_value {
            return false;
        }
        ends_in_domain = kind.eq_ignore_ascii_case("DC");
    }
    ends_in_domain
}

/// A type: `OU`, `2.5.4.11` or `OID.2.5.4.11`.
fn attribute_type(text: &str) -> IResult<&str, &str> {
    let number = recognize((opt(tag_no_case("OID.")), digit1, many1_count((char('.'), digit1))));
    let word = recognize((
        satisfy(|character| character.is_ascii_alphabetic()),
        take_while(|character: char| character.is_ascii_alphanumeric() || character == '-'),
    ));
    alt((number, word)).parse(text)
}

/// Two hexadecimal digits.
fn octet(text: &str) -> IResult<&str, u8> {
    let digits = take_while_m_n(2, 2, |character: char| character.is_ascii_hexdigit());
    map_res(digits, |digits| u8::from_str_radix(digits, 16)).parse(text)
}

/// `\C3\A9`
fn escaped_octets(text: &str) -> IResult<&str, Vec<u8>> {
    many1(preceded(char('\\'), octet)).parse(text)
}

/// `\,`
fn escaped_character(text: &str) -> IResult<&str, char> {
    preceded(char('\\'), one_of(" \"#+,;<=>\\/")).parse(text)
}

/// The text that names are taken from.
#[derive(Clone, Copy)]
struct Input<'t>(&'t str);

/// A value, how much of the text behind it is left, and where it ends without spaces behind it.
struct ParsedValue<'t> {
    value: Cow<'t, str>,
    end: usize,
    rest: &'t str,
}

impl<'t> Input<'t> {
    /// Where a tail of the text starts.
    fn offset_of(self, rest: &str) -> usize {
        self.0.len().saturating_sub(rest.len())
    }

    fn error<T>(
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Result<T, DnError> {
        Err(DnError { range, message: message.into(), help: help.into() })
    }

    /// `type=value`, and what stands behind it; `before` is the separator in front of it.
    fn parse_attribute(
        self,
        text: &'t str,
        before: Option<char>,
    ) -> Result<(&'t str, RdnAttribute<'t>), DnError> {
        let Ok((behind, written)) = attribute_type(text) else {
            return self.missing_type_error(text, before);
        };
        let start = self.offset_of(text);
        let kind_range = start..start + written.len();
        let behind = behind.trim_ascii_start();
        let Some(value) = behind.strip_prefix('=') else {
            // A hyphen, a blank or a dot may follow: what was meant to be a type is a longer word.
            return self.missing_type_error(text, before);
        };
        let value = value.trim_ascii_start();
        let value_start = self.offset_of(value);
        let encoded = value.starts_with('#');
        let taken = match value.chars().next() {
            None | Some(',' | '+') => {
                return Self::error(
                    value_start..value_start,
                    format!("a value is expected after `{written}=`"),
                    format!("write the name that belongs there, or remove `{written}=`"),
                );
            }
            Some('#') => self.hexadecimal(value)?,
            Some('"') => self.quoted(value)?,
            Some(_) => self.unquoted(value)?,
        };
        let attribute = RdnAttribute {
            type_name: written,
            type_range: kind_range,
            value: taken.value,
            value_range: value_start..taken.end,
            is_hex: encoded,
        };
        self.expect_separator(taken.rest)?;
        Ok((taken.rest, attribute))
    }

    /// What follows a value is a separator or the end.
    fn expect_separator(self, rest: &str) -> Result<(), DnError> {
        let at = self.offset_of(rest);
        let Some(found) = rest.chars().next() else { return Ok(()) };
        let range = at..at + found.len_utf8();
        match found {
            ',' | '+' => Ok(()),
            ';' => Self::error(
                range,
                "`,` is expected between two parts of a name, not `;`",
                r"separate the parts with commas; a semicolon that belongs to a name is written `\;` (in JSON `\\;`)",
            ),
            '"' | '<' | '>' => Self::error(
                range,
                format!("`{found}` has to be escaped in a name"),
                if found == '"' {
                    r#"write `\"` (in JSON `\\\"`)"#.to_owned()
                } else {
                    format!(r"write `\{found}` (in JSON `\\{found}`)")
                },
            ),
            '\0' => Self::error(range, "a name holds no NUL character", "remove it"),
            _ => Self::error(
                range,
                format!("`,` is expected here, not `{found}`"),
                "separate the parts of the name with commas",
            ),
        }
    }

    /// Where a type and `=` are expected, something else stands.
    fn missing_type_error<T>(self, text: &str, before: Option<char>) -> Result<T, DnError> {
        let start = self.offset_of(text);
        let end = text.find([',', '+', '=', ';']).unwrap_or(text.len());
        let word = text[..end].trim_ascii_end();
        let range = start..start + word.len();
        if let Some(scheme) = word.find("://") {
            return Self::error(
                start..start + scheme + "://".len(),
                format!(
                    "a name starts with a part such as `OU=…`, not with `{}`",
                    &word[..scheme + "://".len()]
                ),
                "that is the address of a directory object: keep only its distinguished name",
            );
        }
        if word.is_empty() {
            let (message, help) = match (text.chars().next(), before) {
                (None, Some(separator)) => (
                    format!("a part such as `OU=…` is expected after the last `{separator}`"),
                    format!("remove the `{separator}` at the end, or complete the name"),
                ),
                (Some('='), _) => (
                    "a type such as `OU` is expected before `=`".to_owned(),
                    "each part of the name is a type, `=` and a value".to_owned(),
                ),
                _ => (
                    "a part such as `OU=…` is expected here".to_owned(),
                    "remove the separator that is too many".to_owned(),
                ),
            };
            let found = text.chars().next().map_or(0, char::len_utf8);
            return Self::error(start..start + found, message, help);
        }
        if text[end..].starts_with('=') {
            let message =
                format!("`{word}` is not a type: a type is a word such as `OU`, or a number with dots");
            let help = "each part of the name is a type, `=` and a value: `OU=Sales,DC=example,DC=com`";
            return Self::error(range, message, help);
        }
        let help = match before {
            Some(separator) => format!(
                r"each part is a type, `=` and a value; a `{separator}` that belongs to a name is written `\{separator}` (in JSON `\\{separator}`)"
            ),
            None => {
                "each part of the name is a type, `=` and a value: `OU=Sales,DC=example,DC=com`".to_owned()
            }
        };
        Self::error(range, format!("`=` is expected after `{word}`"), help)
    }

    /// `#04024869`
    fn hexadecimal(self, value: &'t str) -> Result<ParsedValue<'t>, DnError> {
        const HELP: &str = r"a value that starts with `#` is an encoding in pairs of hexadecimal digits; a `#` that belongs to a name is written `\#` (in JSON `\\#`)";
        let start = self.offset_of(value);
        let length = value.find([',', '+']).unwrap_or(value.len());
        let word = value[..length].trim_ascii_end();
        let digits = &word[1..];
        let end = start + word.len();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            let mut message = "hexadecimal digits are expected after `#`".to_owned();
            if !digits.is_empty() {
                message = format!("{message}, not `{digits}`");
            }
            return Self::error(start..end, message, HELP);
        }
        if digits.len() % 2 == 1 {
            return Self::error(end..end, "another hexadecimal digit is expected here", HELP);
        }
        Ok(ParsedValue { value: Cow::Borrowed(digits), end, rest: &value[length..] })
    }

    /// `"Sales, EMEA"`
    fn quoted(self, value: &'t str) -> Result<ParsedValue<'t>, DnError> {
        let start = self.offset_of(value);
        let mut decoded = String::new();
        let mut rest = &value[1..];
        loop {
            match rest.chars().next() {
                Some('"') => break,
                Some('\\') => rest = self.unescape_into(rest, &mut decoded)?,
                Some(character) => {
                    decoded.push(character);
                    rest = &rest[character.len_utf8()..];
                }
                None => {
                    return Self::error(
                        start..start + 1,
                        "the closing `\"` of this value is missing",
                        r#"close the quotes, or write a quote that belongs to the name as `\"` (in JSON `\\\"`)"#,
                    );
                }
            }
        }
        if decoded.trim_ascii().is_empty() {
            return Self::error(
                start..self.offset_of(rest) + 1,
                "a value is expected between the quotes",
                "write the name that belongs there",
            );
        }
        let rest = &rest[1..];
        Ok(ParsedValue {
            value: Cow::Owned(decoded),
            end: self.offset_of(rest),
            rest: rest.trim_ascii_start(),
        })
    }

    /// A value up to the next separator.
    fn unquoted(self, value: &'t str) -> Result<ParsedValue<'t>, DnError> {
        let length = value.find(is_special).unwrap_or(value.len());
        if length > 0 && !value[length..].starts_with('\\') {
            // Nearly no value holds an escape.
            let (piece, rest) = value.split_at(length);
            self.check_missing_comma(value, piece, value)?;
            let counting = piece.trim_ascii_end();
            let end = self.offset_of(value) + counting.len();
            return Ok(ParsedValue { value: Cow::Borrowed(counting), end, rest });
        }
        let plain = take_while1::<_, &str, nom::error::Error<&str>>(|character| !is_special(character));
        let mut plain = plain;
        let mut decoded = String::new();
        // How much of the value and of the text cannot be spaces that do not count.
        let (mut kept, mut end) = (0, self.offset_of(value));
        let mut rest = value;
        while !rest.is_empty() {
            if let Ok((behind, piece)) = plain.parse(rest) {
                self.check_missing_comma(rest, piece, value)?;
                decoded.push_str(piece);
                let counting = piece.trim_ascii_end();
                if !counting.is_empty() {
                    kept = decoded.len() - (piece.len() - counting.len());
                    end = self.offset_of(rest) + counting.len();
                }
                rest = behind;
            } else if rest.starts_with('\\') {
                rest = self.unescape_into(rest, &mut decoded)?;
                (kept, end) = (decoded.len(), self.offset_of(rest));
            } else {
                break;
            }
        }
        decoded.truncate(kept);
        let raw = &self.0[self.offset_of(value)..end];
        let value = if raw.contains('\\') { Cow::Owned(decoded) } else { Cow::Borrowed(raw) };
        Ok(ParsedValue { value, end, rest })
    }

    /// ` DC=` inside a value.
    fn check_missing_comma(self, rest: &str, piece: &str, value: &str) -> Result<(), DnError> {
        for (at, _) in piece.match_indices('=') {
            let equals = self.offset_of(rest) + at;
            let Some(start) = equals.checked_sub(2) else { continue };
            let blank_before = start > self.offset_of(value)
                && self
                    .0
                    .get(..start)
                    .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_whitespace()));
            let kind = self.0.get(start..equals).unwrap_or_default();
            if blank_before && ["DC", "OU", "CN"].iter().any(|known| known.eq_ignore_ascii_case(kind)) {
                return Self::error(
                    start..equals + 1,
                    format!("`,` is expected before `{kind}=`"),
                    r"separate the parts of the name with commas; an equals sign that belongs to a name is written `\=` (in JSON `\\=`)",
                );
            }
        }
        Ok(())
    }

    /// Reads escapes into `decoded` and gives what stands behind them.
    fn unescape_into(self, text: &'t str, decoded: &mut String) -> Result<&'t str, DnError> {
        let start = self.offset_of(text);
        if let Ok((rest, octets)) = escaped_octets(text) {
            return match String::from_utf8(octets) {
                Ok(characters) => {
                    decoded.push_str(&characters);
                    Ok(rest)
                }
                Err(error) => {
                    // Each octet is written with three characters.
                    let bad = start + 3 * error.utf8_error().valid_up_to();
                    let length = error
                        .utf8_error()
                        .error_len()
                        .map_or(self.offset_of(rest) - bad, |length| 3 * length);
                    let written = &self.0[bad..bad + length];
                    Self::error(
                        bad..bad + length,
                        format!("`{written}` is no character of UTF-8"),
                        r"write the character itself, or each octet of its UTF-8 form: é is `\C3\A9`",
                    )
                }
            };
        }
        if let Ok((rest, character)) = escaped_character(text) {
            decoded.push(character);
            return Ok(rest);
        }
        let escaped = text[1..].chars().next();
        let end = start + 1 + escaped.map_or(0, char::len_utf8);
        let message = match escaped {
            None => r"a character is expected after `\`".to_owned(),
            Some(digit) if digit.is_ascii_hexdigit() => {
                format!(r"two hexadecimal digits are expected after `\`, as in `\{digit}0`")
            }
            Some(other) => format!(r"`\{other}` escapes nothing"),
        };
        Self::error(
            start..end,
            message,
            r#"only space, `"`, `#`, `+`, `,`, `;`, `<`, `=`, `>` and `\` are escaped, or any octet as two hexadecimal digits; a `\` that belongs to a name is written `\\` (in JSON `\\\\`)"#,
        )
    }
}
