//! Fixes of syntax errors.

use crate::diagnostic::Fix;
use crate::json::{SyntaxError, SyntaxErrorKind as Kind};
use crate::text::Span;

/// Returns the fix of a syntax error in `text`, if there is a likely one.
pub(super) fn fix(error: &SyntaxError, text: &str) -> Option<Fix> {
    let SyntaxError { kind, span, .. } = *error;
    let token = span.slice(text);
    Some(match kind {
        Kind::TrailingComma | Kind::ExtraComma => Fix::safe("remove the comma").delete(span),
        Kind::MissingComma => Fix::safe("insert a comma").insert(span.start, ","),
        Kind::WrongComma => Fix::unsafe_("replace it by a comma").replace(span, ","),
        Kind::MissingColon => Fix::unsafe_("insert a colon").insert(span.start, ":"),
        Kind::WrongColon => Fix::unsafe_("replace it by a colon").replace(span, ":"),
        Kind::Comment => Fix::unsafe_("remove the comment").delete(span),
        Kind::UnquotedName => {
            Fix::unsafe_("put it in quotes").insert(span.start, "\"").insert(span.end, "\"")
        }
        Kind::MissingQuote => Fix::unsafe_("insert the quote").insert(span.start, "\""),
        Kind::LineBreak => escape_line_breaks(span.start, text),
        Kind::SingleQuotes => single_to_double_quotes(span, token),
        Kind::ForeignLiteral => {
            let literal = closest_literal(token);
            Fix::unsafe_(format!("write `{literal}`")).replace(span, literal)
        }
        Kind::BadEscape => Fix::unsafe_("double the backslash").insert(span.start, "\\"),
        _ => return None,
    })
}

/// The JSON literal for a literal of another language.
fn closest_literal(token: &str) -> &'static str {
    match token.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => "true",
        "false" | "no" | "off" => "false",
        _ => "null",
    }
}

/// Escapes the line breaks of a string, from the first of them to the closing quote.
fn escape_line_breaks(first: u32, text: &str) -> Fix {
    let mut fix = Fix::unsafe_("escape the line breaks");
    let rest = text.get(first as usize..).unwrap_or_default();
    let mut bytes = rest.bytes().zip(first..);
    while let Some((byte, at)) = bytes.next() {
        let escape = match byte {
            b'"' => break,
            b'\\' => {
                bytes.next();
                continue;
            }
            b'\n' => "\\n",
            b'\r' => "\\r",
            _ => continue,
        };
        fix = fix.replace(Span::new(at, at.saturating_add(1)), escape);
    }
    fix
}

/// Replaces single quotes by double quotes, and adapts the escapes between them.
fn single_to_double_quotes(span: Span, text: &str) -> Fix {
    let at = |offset: usize| span.start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
    let mut fix = Fix::unsafe_("use double quotes").replace(Span::new(span.start, at(1)), "\"");
    let inside = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
    let mut characters = inside.char_indices();
    while let Some((offset, character)) = characters.next() {
        match character {
            '"' => fix = fix.insert(at(offset + 1), "\\"),
            '\\' if characters.clone().next().is_some_and(|(_, next)| next == '\'') => {
                fix = fix.delete(Span::new(at(offset + 1), at(offset + 2)));
                characters.next();
            }
            '\\' => {
                characters.next();
            }
            _ => {}
        }
    }
    fix.replace(Span::new(at(text.len() - 1), span.end), "\"")
}
