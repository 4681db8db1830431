//! Parser of distinguished names.

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

/// Parses a name. A blank text is the root.
///
/// # Errors
/// The first syntax error.
pub fn parse(text: &str) -> Result<DistinguishedName<'_>, DnError> {
    let source = Input(text);
    let mut rest = text.trim_ascii_start();
    if rest.is_empty() {
        return Ok(DistinguishedName::default());
    }
    let mut parts = Vec::with_capacity(memchr::memchr_iter(b',', text.as_bytes()).count() + 1);
    let mut separator = None;
    loop {
        let mut attributes: Vec<RdnAttribute<'_>> = Vec::with_capacity(1);
        loop {
            let (after, attribute) = source.parse_attribute(rest, separator)?;
            attributes.push(attribute);
            match after.strip_prefix('+') {
                Some(next) => (rest, separator) = (next.trim_ascii_start(), Some('+')),
                None => {
                    rest = after;
                    break;
                }
            }
        }
        let start = attributes.first().map_or(0, |first| first.type_range.start);
        let end = attributes.last().map_or(start, |last| last.value_range.end);
        parts.push(Rdn { range: start..end, attributes });
        match rest.strip_prefix(',') {
            Some(next) => (rest, separator) = (next.trim_ascii_start(), Some(',')),
            None => return Ok(DistinguishedName { rdns: parts }),
        }
    }
}

/// Fast path: whether a text is certainly a name that ends in a domain. `false` if the text contains
/// anything but plain types and values.
#[must_use]
pub(crate) fn is_simple_with_domain(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b' ');
    let mut ends_in_domain = false;
    for part in text.split(',') {
        let Some((kind, value)) = part.split_once('=') else { return false };
        let is_kind = !kind.is_empty() && kind.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_value = !value.is_empty()
            && !value.starts_with(' ')
            && !value.ends_with(' ')
            && value.bytes().all(is_plain);
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

/// The parsed text.
#[derive(Clone, Copy)]
struct Input<'t>(&'t str);

/// A decoded value, the end of its significant text, and the remaining text.
struct ParsedValue<'t> {
    value: Cow<'t, str>,
    end: usize,
    rest: &'t str,
}

impl<'t> Input<'t> {
    /// Position of a suffix of the text.
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

    /// Parses `type=value` after the separator `before`; returns the remaining text.
    fn parse_attribute(
        self,
        text: &'t str,
        before: Option<char>,
    ) -> Result<(&'t str, RdnAttribute<'t>), DnError> {
        let Ok((after_type, type_name)) = attribute_type(text) else {
            return self.missing_type_error(text, before);
        };
        let start = self.offset_of(text);
        let type_range = start..start + type_name.len();
        // If something else follows, such as a hyphen, a space or a dot, the type is a longer word.
        let Some(value) = after_type.trim_ascii_start().strip_prefix('=') else {
            return self.missing_type_error(text, before);
        };
        let value = value.trim_ascii_start();
        let value_start = self.offset_of(value);
        let is_hex = value.starts_with('#');
        let parsed = match value.chars().next() {
            None | Some(',' | '+') => {
                return Self::error(
                    value_start..value_start,
                    format!("expected a value after `{type_name}=`"),
                    format!("write the missing value, or remove `{type_name}=`"),
                );
            }
            Some('#') => self.hexadecimal(value)?,
            Some('"') => self.quoted(value)?,
            Some(_) => self.unquoted(value)?,
        };
        let attribute = RdnAttribute {
            type_name,
            type_range,
            value: parsed.value,
            value_range: value_start..parsed.end,
            is_hex,
        };
        self.expect_separator(parsed.rest)?;
        Ok((parsed.rest, attribute))
    }

    /// Checks that a value is followed by a separator or the end.
    fn expect_separator(self, rest: &str) -> Result<(), DnError> {
        let at = self.offset_of(rest);
        let Some(found) = rest.chars().next() else { return Ok(()) };
        let range = at..at + found.len_utf8();
        match found {
            ',' | '+' => Ok(()),
            ';' => Self::error(
                range,
                "expected `,` between two components of the name, found `;`",
                r"separate the components with commas; write a semicolon inside a value as `\;` (in JSON `\\;`)",
            ),
            '"' | '<' | '>' => Self::error(
                range,
                format!("unescaped `{found}` in a distinguished name"),
                if found == '"' {
                    r#"write `\"` (in JSON `\\\"`)"#.to_owned()
                } else {
                    format!(r"write `\{found}` (in JSON `\\{found}`)")
                },
            ),
            '\0' => Self::error(range, "unexpected NUL character in a distinguished name", "remove it"),
            _ => Self::error(
                range,
                format!("expected `,`, found `{found}`"),
                "separate the components of the name with commas",
            ),
        }
    }

    /// Reports text where a type and `=` are expected.
    fn missing_type_error<T>(self, text: &str, before: Option<char>) -> Result<T, DnError> {
        let start = self.offset_of(text);
        let end = text.find([',', '+', '=', ';']).unwrap_or(text.len());
        let word = text[..end].trim_ascii_end();
        let range = start..start + word.len();
        if let Some(scheme) = word.find("://") {
            return Self::error(
                start..start + scheme + "://".len(),
                format!("expected a component such as `OU=…`, found `{}`", &word[..scheme + "://".len()]),
                "this is the address of a directory object: write only its distinguished name",
            );
        }
        if word.is_empty() {
            let (message, help) = match (text.chars().next(), before) {
                (None, Some(separator)) => (
                    format!("expected a component such as `OU=…` after the last `{separator}`"),
                    format!("remove the `{separator}` at the end, or complete the name"),
                ),
                (Some('='), _) => (
                    "expected a type such as `OU` before `=`".to_owned(),
                    "each component of the name is a type, `=` and a value".to_owned(),
                ),
                _ => (
                    "expected a component such as `OU=…`".to_owned(),
                    "remove the extra separator".to_owned(),
                ),
            };
            let found = text.chars().next().map_or(0, char::len_utf8);
            return Self::error(start..start + found, message, help);
        }
        if text[end..].starts_with('=') {
            let message = format!("invalid type `{word}`: a type is a word such as `OU` or an OID");
            let help = "each component of the name is a type, `=` and a value: `OU=Sales,DC=example,DC=com`";
            return Self::error(range, message, help);
        }
        let help = match before {
            Some(separator) => format!(
                r"each component is a type, `=` and a value; write a `{separator}` inside a value as `\{separator}` (in JSON `\\{separator}`)"
            ),
            None => "each component of the name is a type, `=` and a value: `OU=Sales,DC=example,DC=com`"
                .to_owned(),
        };
        Self::error(range, format!("expected `=` after `{word}`"), help)
    }

    /// Parses a hexadecimal value: `#04024869`.
    fn hexadecimal(self, value: &'t str) -> Result<ParsedValue<'t>, DnError> {
        const HELP: &str = r"a value that starts with `#` consists of pairs of hexadecimal digits; write a literal `#` as `\#` (in JSON `\\#`)";
        let start = self.offset_of(value);
        let length = value.find([',', '+']).unwrap_or(value.len());
        let word = value[..length].trim_ascii_end();
        let digits = &word[1..];
        let end = start + word.len();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            let mut message = "expected hexadecimal digits after `#`".to_owned();
            if !digits.is_empty() {
                message = format!("{message}, found `{digits}`");
            }
            return Self::error(start..end, message, HELP);
        }
        if digits.len() % 2 == 1 {
            return Self::error(end..end, "expected another hexadecimal digit", HELP);
        }
        Ok(ParsedValue { value: Cow::Borrowed(digits), end, rest: &value[length..] })
    }

    /// Parses a quoted value: `"Sales, EMEA"`.
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
                        "unterminated quoted value",
                        r#"add the closing `"`, or write a literal quote as `\"` (in JSON `\\\"`)"#,
                    );
                }
            }
        }
        if decoded.trim_ascii().is_empty() {
            return Self::error(
                start..self.offset_of(rest) + 1,
                "expected a value between the quotes",
                "write the missing value",
            );
        }
        let rest = &rest[1..];
        Ok(ParsedValue {
            value: Cow::Owned(decoded),
            end: self.offset_of(rest),
            rest: rest.trim_ascii_start(),
        })
    }

    /// Parses a value up to the next separator.
    fn unquoted(self, value: &'t str) -> Result<ParsedValue<'t>, DnError> {
        let length = value.find(is_special).unwrap_or(value.len());
        if length > 0 && !value[length..].starts_with('\\') {
            // Fast path: few values contain an escape.
            let (piece, rest) = value.split_at(length);
            self.check_missing_comma(value, piece, value)?;
            let significant = piece.trim_ascii_end();
            let end = self.offset_of(value) + significant.len();
            return Ok(ParsedValue { value: Cow::Borrowed(significant), end, rest });
        }
        let mut plain = take_while1::<_, &str, nom::error::Error<&str>>(|character| !is_special(character));
        let mut decoded = String::new();
        // End of the decoded value and of its text, without trailing spaces.
        let (mut decoded_end, mut end) = (0, self.offset_of(value));
        let mut rest = value;
        while !rest.is_empty() {
            if let Ok((after, piece)) = plain.parse(rest) {
                self.check_missing_comma(rest, piece, value)?;
                decoded.push_str(piece);
                let significant = piece.trim_ascii_end();
                if !significant.is_empty() {
                    decoded_end = decoded.len() - (piece.len() - significant.len());
                    end = self.offset_of(rest) + significant.len();
                }
                rest = after;
            } else if rest.starts_with('\\') {
                rest = self.unescape_into(rest, &mut decoded)?;
                (decoded_end, end) = (decoded.len(), self.offset_of(rest));
            } else {
                break;
            }
        }
        decoded.truncate(decoded_end);
        let raw = &self.0[self.offset_of(value)..end];
        let value = if raw.contains('\\') { Cow::Owned(decoded) } else { Cow::Borrowed(raw) };
        Ok(ParsedValue { value, end, rest })
    }

    /// Reports ` DC=` inside a value.
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
                    format!("expected `,` before `{kind}=`"),
                    r"separate the components of the name with commas; write an equals sign inside a value as `\=` (in JSON `\\=`)",
                );
            }
        }
        Ok(())
    }

    /// Decodes escapes into `decoded` and returns the remaining text.
    fn unescape_into(self, text: &'t str, decoded: &mut String) -> Result<&'t str, DnError> {
        let start = self.offset_of(text);
        if let Ok((rest, octets)) = escaped_octets(text) {
            return match String::from_utf8(octets) {
                Ok(characters) => {
                    decoded.push_str(&characters);
                    Ok(rest)
                }
                Err(error) => {
                    // Each octet has three characters.
                    let bad = start + 3 * error.utf8_error().valid_up_to();
                    let length = error
                        .utf8_error()
                        .error_len()
                        .map_or(self.offset_of(rest) - bad, |length| 3 * length);
                    let written = &self.0[bad..bad + length];
                    Self::error(
                        bad..bad + length,
                        format!("invalid UTF-8 sequence `{written}`"),
                        r"write the character itself, or all octets of its UTF-8 encoding: é is `\C3\A9`",
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
            None => r"expected a character after `\`".to_owned(),
            Some(digit) if digit.is_ascii_hexdigit() => {
                format!(r"expected two hexadecimal digits after `\`, as in `\{digit}0`")
            }
            Some(other) => format!(r"invalid escape `\{other}`"),
        };
        Self::error(
            start..end,
            message,
            r#"valid escapes are space, `"`, `#`, `+`, `,`, `;`, `<`, `=`, `>`, `\` and two hexadecimal digits; write a literal `\` as `\\` (in JSON `\\\\`)"#,
        )
    }
}
