//! Completes the token at the cursor.
//!
//! While a user types, a quote, a comma or a value is missing at the cursor, and the following text would be parsed
//! as part of the token. Completions are therefore computed for a repaired text: the string is closed, a member has
//! a value, and commas separate the token from its neighbours.

use crate::json::Document;
use crate::source::ParsedFile;
use crate::text::Span;

use super::raw_token::{RawToken, starts_with_closed_value, token_at};

/// The role of the token at the cursor, from the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenRole {
    MemberName,
    /// The value of a member.
    Value,
    /// An item of an array.
    Item,
}

/// The token at the cursor in the original document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CursorToken {
    pub(super) role: TokenRole,
    /// The token with its quotes.
    pub(super) span: Span,
    /// The token without its quotes.
    pub(super) content_span: Span,
    /// Whether it has an opening quote.
    pub(super) is_quoted: bool,
    /// Whether a colon follows.
    pub(super) has_colon: bool,
    /// A comma if the token has to be separated from the following text.
    pub(super) trailing_comma: &'static str,
    pub(super) cursor_offset: u32,
}

/// A document in which the token at the cursor is complete.
pub(super) struct RepairedDocument {
    /// The repaired document; `None` if the original one needs no repair.
    pub(super) parsed: Option<ParsedFile<'static>>,
    pub(super) token: CursorToken,
    /// The number of bytes that were inserted before the content of the token.
    offset_shift: u32,
}

impl RepairedDocument {
    /// Completes the token at an offset; `None` if no token is expected there.
    pub(super) fn new(document: &Document<'_>, offset: u32) -> Option<Self> {
        let text = document.text();
        let mut offset = usize::try_from(offset).ok()?.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let token = token_at(text, offset);
        let surroundings = Surroundings::of(text, &token)?;
        if !token.is_quoted && token.is_empty() && is_followed_by_value(&text[token.end..], surroundings.role)
        {
            return None;
        }
        let cursor_token = CursorToken {
            role: surroundings.role,
            span: Span::from_usize(token.start, token.end),
            content_span: Span::from_usize(token.content.start, token.content.end),
            is_quoted: token.is_quoted,
            has_colon: surroundings.has_colon,
            trailing_comma: surroundings.trailing_comma,
            cursor_offset: u32::try_from(offset).ok()?,
        };
        if token.is_closed && surroundings.are_complete() {
            return Some(Self { parsed: None, token: cursor_token, offset_shift: 0 });
        }
        let Surroundings { leading_comma, missing_value, trailing_comma, .. } = surroundings;
        let (head, content, tail) = (&text[..token.start], &text[token.content.clone()], &text[token.end..]);
        let repaired = format!("{head}{leading_comma}\"{content}\"{missing_value}{trailing_comma}{tail}");
        let shift = leading_comma.len() + usize::from(!token.is_quoted);
        Some(Self {
            parsed: Some(ParsedFile::from_text(repaired).with_placeholders(document.placeholders().clone())),
            token: cursor_token,
            offset_shift: u32::try_from(shift).ok()?,
        })
    }

    /// The cursor in the repaired document. It is in the content of the token, even if it is before the opening quote
    /// in the original document.
    pub(super) fn cursor_offset(&self) -> u32 {
        let CursorToken { cursor_offset, content_span, .. } = &self.token;
        (*cursor_offset).max(content_span.start).min(content_span.end).saturating_add(self.offset_shift)
    }

    /// Converts a span of the token in the repaired document to the original document.
    pub(super) fn original_span(&self, span: Span) -> Span {
        Span::new(span.start.saturating_sub(self.offset_shift), span.end.saturating_sub(self.offset_shift))
    }
}

/// The role of a token, and what is missing around it.
struct Surroundings {
    role: TokenRole,
    has_colon: bool,
    leading_comma: &'static str,
    /// A colon and a value for a member name without them.
    missing_value: &'static str,
    trailing_comma: &'static str,
}

impl Surroundings {
    fn of(text: &str, token: &RawToken) -> Option<Self> {
        let before = text[..token.start].trim_end();
        let previous = before.chars().next_back();
        let next = text[token.end..].trim_start().chars().next();
        let role = match (enclosing_container(before)?, previous) {
            (Container::Object, Some(':')) => TokenRole::Value,
            (Container::Object, _) => TokenRole::MemberName,
            (Container::Array, _) => TokenRole::Item,
        };
        let is_name = role == TokenRole::MemberName;
        let has_colon = is_name && next == Some(':');
        let ends_container = matches!(next, None | Some(',' | '}' | ']'));
        Some(Self {
            role,
            has_colon,
            leading_comma: match previous {
                Some('{' | '[' | ',' | ':') | None => "",
                Some(_) => ",",
            },
            missing_value: if is_name && !has_colon { ": null" } else { "" },
            trailing_comma: if ends_container || has_colon { "" } else { "," },
        })
    }

    fn are_complete(&self) -> bool {
        self.leading_comma.is_empty() && self.missing_value.is_empty() && self.trailing_comma.is_empty()
    }
}

/// The innermost container that is open at the end of a text. Only brackets are considered: the error recovery of the
/// parser would report missing brackets, but here all closing brackets are missing.
fn enclosing_container(before: &str) -> Option<Container> {
    let mut open: Vec<Container> = Vec::new();
    let mut in_string = false;
    let mut escaped = false;
    for byte in before.bytes() {
        match byte {
            _ if escaped => escaped = false,
            // A string ends at the latest at the end of its line.
            b'\n' | b'\r' => in_string = false,
            b'"' => in_string = !in_string,
            b'\\' if in_string => escaped = true,
            _ if in_string => {}
            b'{' => open.push(Container::Object),
            b'[' => open.push(Container::Array),
            b'}' => close(&mut open, Container::Object),
            b']' => close(&mut open, Container::Array),
            _ => {}
        }
    }
    open.pop()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    Object,
    Array,
}

/// Closes the innermost container of a kind and all containers in it.
fn close(open: &mut Vec<Container>, kind: Container) {
    if let Some(index) = open.iter().rposition(|container| *container == kind) {
        open.truncate(index);
    }
}

/// Whether a value follows in the same line, so that none is missing at the cursor.
fn is_followed_by_value(after: &str, role: TokenRole) -> bool {
    let rest = after.trim_start_matches([' ', '\t']);
    match rest.chars().next() {
        Some('{' | '[') => true,
        Some('"') => role == TokenRole::Value && starts_with_closed_value(rest),
        Some(next) => role == TokenRole::Value && (next.is_alphanumeric() || next == '-'),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::features::testing::extract_cursor;

    /// The role of the token, its text, and the repaired document.
    fn repair(text: &str) -> Option<(TokenRole, String, String)> {
        let (text, offset) = extract_cursor(text);
        let parsed = ParsedFile::from_text(text.clone());
        let repaired = RepairedDocument::new(&parsed.document(), offset)?;
        let changed = repaired.parsed.as_ref().map(|parsed| parsed.document().text().to_owned());
        let document = changed.unwrap_or_else(|| text.clone());
        let here = repaired.original_span(Span::empty(repaired.cursor_offset()));
        let CursorToken { span: token, content_span: content, .. } = repaired.token;
        assert!(content.start <= here.start && here.end <= content.end, "{text}");
        Some((repaired.token.role, token.slice(&text).to_owned(), document))
    }

    #[test]
    fn repairs_unfinished_documents() {
        use TokenRole::{Item, MemberName, Value};
        for (text, role, token, whole) in [
            // Names.
            (r#"{"▮"#, MemberName, "\"", r#"{"": null"#),
            (r#"{"settin▮"#, MemberName, "\"settin", r#"{"settin": null"#),
            (r#"{▮}"#, MemberName, "", r#"{"": null}"#),
            (r#"{"a": 1, ▮}"#, MemberName, "", r#"{"a": 1, "": null}"#),
            (r#"{"a": 1, "▮}"#, MemberName, "\"", r#"{"a": 1, "": null}"#),
            (r#"{"a": 1, "▮, "b": 2}"#, MemberName, "\"", r#"{"a": 1, "": null, "b": 2}"#),
            (r#"{"a": 1 ▮ "b": 2}"#, MemberName, "", r#"{"a": 1 ,"": null, "b": 2}"#),
            ("{\"a\": 1,\n  ▮\n  \"b\": 2}", MemberName, "", "{\"a\": 1,\n  \"\": null,\n  \"b\": 2}"),
            (r#"{"a": 1, se▮t, "b": 2}"#, MemberName, "set", r#"{"a": 1, "set": null, "b": 2}"#),
            (r#"{"na▮me": 1}"#, MemberName, "\"name\"", r#"{"name": 1}"#),
            (r#"{"na▮me" 1}"#, MemberName, "\"name", r#"{"name": null," 1}"#),
            // Values.
            (r#"{"a": ▮}"#, Value, "", r#"{"a": ""}"#),
            (r#"{"a":▮, "b": 1}"#, Value, "", r#"{"a":"", "b": 1}"#),
            (r#"{"a": "▮}"#, Value, "\"", r#"{"a": ""}"#),
            (r#"{"a": "▮, "b": "c"}"#, Value, "\"", r#"{"a": "", "b": "c"}"#),
            ("{\"a\": \"x▮\n  \"b\": 1}", Value, "\"x", "{\"a\": \"x\",\n  \"b\": 1}"),
            ("{\"a\": ▮\n  \"b\": 1}", Value, "", "{\"a\": \"\",\n  \"b\": 1}"),
            (r#"{"a": tr▮ue}"#, Value, "true", r#"{"a": "true"}"#),
            (r#"{"a": "x\"▮y", "b": 1}"#, Value, r#""x\"y""#, r#"{"a": "x\"y", "b": 1}"#),
            (r#"{"a": ▮"x"}"#, Value, "\"x\"", r#"{"a": "x"}"#),
            (r#"{"a": "x▮"}"#, Value, "\"x\"", r#"{"a": "x"}"#),
            // Items.
            (r#"{"a": [▮]}"#, Item, "", r#"{"a": [""]}"#),
            (r#"{"a": [{}, ▮]}"#, Item, "", r#"{"a": [{}, ""]}"#),
            (r#"{"a": [{} ▮]}"#, Item, "", r#"{"a": [{} ,""]}"#),
            ("{\"a\": [\"▮", Item, "\"", "{\"a\": [\"\""),
        ] {
            let found = repair(text);
            let whole =
                if text == r#"{"a": ["▮"# { r#"{"a": [""#.to_owned() + "\"" } else { whole.to_owned() };
            assert_eq!(found, Some((role, token.to_owned(), whole)), "{text}");
        }
    }

    #[test]
    fn rejects_positions_without_missing_token() {
        for text in [
            "▮",
            "▮ {}",
            r#"{"a": ▮ {"b": 1}}"#,
            r#"{"a": ▮ true}"#,
            r#"{"a": ▮ "x"}"#,
            r#"{} ▮"#,
            r#"[▮ {}]"#,
        ] {
            assert_eq!(repair(text), None, "{text}");
        }
    }

    #[test]
    fn repairs_any_text_without_panic() {
        for text in ["\\", "{\"a\\", "\"\\", "{\"é\\\"", "[\"\u{1F600}", "{\"a\":\"\\u00", "\r\n{\r\n"] {
            let parsed = ParsedFile::from_text(text.to_owned());
            for offset in 0..=u32::try_from(text.len() + 2).expect("short") {
                RepairedDocument::new(&parsed.document(), offset);
            }
        }
    }
}
