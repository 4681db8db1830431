//! Making a document whole around the cursor.
//!
//! While somebody types, a quote, a comma or a value is missing just where the cursor is, and what
//! stands behind it would be read as something else. So a proposal is sought in the text as it will be
//! when the token is finished: its quote closed, a value behind a member's name, commas around it.

use crate::json::Document;
use crate::lsp::parsed::ParsedDocument;
use crate::text::Span;

/// What the token under the cursor is, to judge by what stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenRole {
    /// The name of a member.
    MemberName,
    /// The value of a member.
    Value,
    /// An item of an array.
    Item,
}

/// The token under the cursor, in the document as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CursorToken {
    pub(super) role: TokenRole,
    /// From its opening quote, where it has one, to its end.
    pub(super) span: Span,
    /// What stands between its quotes.
    pub(super) content_span: Span,
    /// Whether it has an opening quote.
    pub(super) is_quoted: bool,
    /// Whether a colon follows.
    pub(super) has_colon: bool,
    /// What belongs behind it, so that what follows stays apart.
    pub(super) trailing_comma: &'static str,
    /// The cursor.
    pub(super) cursor_offset: u32,
}

/// A document in which the token under the cursor is whole.
pub(super) struct RepairedDocument {
    /// The changed document; `None` where nothing had to be changed.
    pub(super) parsed: Option<ParsedDocument>,
    /// The token in the document as it is.
    pub(super) token: CursorToken,
    /// How far positions in the token are moved.
    offset_shift: u32,
}

impl RepairedDocument {
    /// Looks at what is typed at `offset`; `None` where nothing can be proposed.
    pub(super) fn new(document: &Document<'_>, offset: u32) -> Option<Self> {
        let text = document.text();
        let mut at = usize::try_from(offset).ok()?.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let token = token_at(text, at);
        let before = text[..token.start].trim_end();
        let after = text[token.end..].trim_start();
        let (previous, next) = (before.chars().next_back(), after.chars().next());
        let position = match (enclosing_container(before)?, previous) {
            (Container::Object, Some(':')) => TokenRole::Value,
            (Container::Object, _) => TokenRole::MemberName,
            (_, _) => TokenRole::Item,
        };
        if !token.quoted && token.is_empty() && is_followed_by_value(&text[token.end..], position) {
            return None;
        }
        let colon = position == TokenRole::MemberName && next == Some(':');
        let ends = matches!(next, None | Some(',' | '}' | ']'));
        let comma = if ends || colon { "" } else { "," };
        let pre = match previous {
            Some('{' | '[' | ',' | ':') | None => "",
            Some(_) => ",",
        };
        let post = if position == TokenRole::MemberName && !colon { ": null" } else { "" };
        let content = &text[token.content.clone()];
        let slot = CursorToken {
            role: position,
            span: Span::from_usize(token.start, token.end),
            content_span: Span::from_usize(token.content.start, token.content.end),
            is_quoted: token.quoted,
            has_colon: colon,
            trailing_comma: comma,
            cursor_offset: u32::try_from(at).ok()?,
        };
        let whole = token.quoted && token.closed && pre.is_empty() && post.is_empty() && comma.is_empty();
        if whole {
            return Some(Self { parsed: None, token: slot, offset_shift: 0 });
        }
        let (head, tail) = (&text[..token.start], &text[token.end..]);
        let patched = format!("{head}{pre}\"{content}\"{post}{comma}{tail}");
        let shift = pre.len() + usize::from(!token.quoted);
        Some(Self {
            parsed: Some(ParsedDocument::new(patched)),
            token: slot,
            offset_shift: u32::try_from(shift).ok()?,
        })
    }

    /// The cursor in the changed document. It stands in the token, even before its first quote.
    pub(super) fn cursor_offset(&self) -> u32 {
        let CursorToken { cursor_offset: offset, content_span: content, .. } = &self.token;
        (*offset).max(content.start).min(content.end).saturating_add(self.offset_shift)
    }

    /// A part of the token in the changed document, as a part of the document as it is.
    pub(super) fn original_span(&self, span: Span) -> Span {
        Span::new(span.start.saturating_sub(self.offset_shift), span.end.saturating_sub(self.offset_shift))
    }
}

/// A token that may have no end yet.
struct RawToken {
    start: usize,
    end: usize,
    content: std::ops::Range<usize>,
    quoted: bool,
    closed: bool,
}

impl RawToken {
    fn is_empty(&self) -> bool {
        self.start == self.end
    }
}

/// The token around `at`: a string, a word, or nothing.
fn token_at(text: &str, at: usize) -> RawToken {
    let line = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    match open_quote_offset(&text[line..at]) {
        Some(quote) => string_token(text, line + quote, at),
        None => {
            let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '.' | '$');
            let head = text[..at].trim_end_matches(is_of_word);
            let tail = text[at..].trim_start_matches(is_of_word);
            let (start, end) = (head.len(), text.len() - tail.len());
            // At a quote, the string behind it is meant.
            if start == at && end == at && tail.starts_with('"') && is_closed_value(tail) {
                return string_token(text, at, at + 1);
            }
            RawToken { start, end, content: start..end, quoted: false, closed: false }
        }
    }
}

/// Where the string starts that the line is in at its end.
fn open_quote_offset(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let mut open = None;
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'"', b'\\', bytes.get(at..)?) {
        let here = at + found;
        if bytes[here] == b'"' {
            open = if open.is_none() { Some(here) } else { None };
            at = here + 1;
        } else {
            // Only in a string a backslash means something.
            at = here + if open.is_some() { 2 } else { 1 };
        }
        if at > bytes.len() {
            break;
        }
    }
    open
}

/// The string that starts with the quote at `quote`, with the cursor in it at `at`.
fn string_token(text: &str, quote: usize, mut at: usize) -> RawToken {
    let bytes = text.as_bytes();
    let mut end = quote + 1;
    while end < bytes.len() {
        match bytes[end] {
            b'\\' => {
                let behind = end + if bytes.get(end + 1) == Some(&b'u') { 6 } else { 2 };
                if end < at && at < behind {
                    // In the middle of an escape, the place behind it is meant.
                    at = if text.is_char_boundary(behind) { behind } else { text.len() };
                }
                end = behind;
            }
            b'\n' | b'\r' => break,
            b'"' if end >= at => {
                let next = text[end + 1..].trim_start().chars().next();
                if matches!(next, None | Some(',' | '}' | ']' | ':')) {
                    return RawToken {
                        start: quote,
                        end: end + 1,
                        content: quote + 1..end,
                        quoted: true,
                        closed: true,
                    };
                }
                break;
            }
            _ => end += 1,
        }
    }
    // It was never closed: structure behind the cursor belongs to what follows.
    let mut stop = at;
    for (place, character) in text[at..].char_indices() {
        if matches!(character, ',' | '}' | ']' | ':' | '"' | '\n' | '\r') {
            break;
        }
        stop = at + place + character.len_utf8();
    }
    let mut content_end = at + text[at..stop].trim_end().len();
    // A lone backslash would escape the quote that is put there.
    let backslashes = text[quote + 1..content_end].bytes().rev().take_while(|byte| *byte == b'\\').count();
    if backslashes % 2 == 1 && content_end > at {
        content_end -= 1;
    }
    RawToken { start: quote, end: content_end, content: quote + 1..content_end, quoted: true, closed: false }
}

/// Whether a string that the text starts with is closed and no name of a member.
fn is_closed_value(text: &str) -> bool {
    let token = string_token(text, 0, 1);
    token.closed && !text[token.end..].trim_start().starts_with(':')
}

/// What is open at the end of the text before the token. Brackets alone tell, whatever else is wrong: the
/// parser would look for a bracket that was left out, and here all of them are.
fn enclosing_container(before: &str) -> Option<Container> {
    let mut open: Vec<Container> = Vec::new();
    let mut in_string = false;
    let mut escaped = false;
    for byte in before.bytes() {
        match byte {
            _ if escaped => escaped = false,
            // No string goes on behind its line.
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

/// Closes the innermost one of a kind, and what was left open in it.
fn close(open: &mut Vec<Container>, kind: Container) {
    if let Some(at) = open.iter().rposition(|container| *container == kind) {
        open.truncate(at);
    }
}

/// Whether a value already stands right behind the cursor, so that none is missing.
fn is_followed_by_value(after: &str, position: TokenRole) -> bool {
    let rest = after.trim_start_matches([' ', '\t']);
    match rest.chars().next() {
        Some('{' | '[') => true,
        Some('"') => position == TokenRole::Value && is_closed_value(rest),
        Some(next) => position == TokenRole::Value && (next.is_alphanumeric() || next == '-'),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsp::features::testing::extract_cursor;

    /// What the token is, its text, and the whole document with it.
    fn repair(text: &str) -> Option<(TokenRole, String, String)> {
        let (text, offset) = extract_cursor(text);
        let parsed = ParsedDocument::new(text.clone());
        let prepared = RepairedDocument::new(&parsed.document(), offset)?;
        let changed = prepared.parsed.as_ref().map(|parsed| parsed.document().text().to_owned());
        let document = changed.unwrap_or_else(|| text.clone());
        let here = prepared.original_span(Span::empty(prepared.cursor_offset()));
        let CursorToken { span: token, content_span: content, .. } = prepared.token;
        assert!(content.start <= here.start && here.end <= content.end, "{text}");
        Some((prepared.token.role, token.slice(&text).to_owned(), document))
    }

    #[test]
    fn repairs_unfinished_documents() {
        use TokenRole::{Item, MemberName, Value};
        for (text, position, token, whole) in [
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
            assert_eq!(found, Some((position, token.to_owned(), whole)), "{text}");
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
            let parsed = ParsedDocument::new(text.to_owned());
            for offset in 0..=u32::try_from(text.len() + 2).expect("short") {
                RepairedDocument::new(&parsed.document(), offset);
            }
        }
    }
}
