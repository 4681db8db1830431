//! Syntax errors: what can be wrong with the text of a JSON document, in words.

use crate::diagnostic::{Diagnostic, Fix, Related, Severity};
use crate::text::{Span, sanitize_line};

use super::{Document, MAX_DEPTH, NodeId};

/// One mistake in the syntax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub kind: SyntaxErrorKind,
    /// The token at fault; empty where something is missing.
    pub span: Span,
    /// The array or object it happened in ([`NodeId::ROOT`] outside of any).
    pub container: NodeId,
}

/// What is wrong with the syntax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// There is nothing in the file.
    Empty,
    /// `[1, ]`
    TrailingComma,
    /// `[1,, 2]`
    ExtraComma,
    /// `[1 2]`
    MissingComma,
    /// `[1; 2]`
    WrongComma,
    /// `{"a" 1}`
    MissingColon,
    /// `{"a" = 1}`
    WrongColon,
    /// `{"a": }`
    MissingValue,
    /// `{"a"}`
    NameWithoutValue,
    /// `{: 1}`
    MissingName,
    /// `{a: 1}`
    UnquotedName,
    /// `'a'`
    SingleQuotes,
    /// `“a”`
    CurlyQuotes,
    /// `"a` at the end of a line
    UnclosedString,
    /// `a"`
    MissingQuote,
    /// A line break inside a string that goes on behind it.
    LineBreak,
    /// `"a "b" c"`
    UnescapedQuote,
    /// `"\d"`
    BadEscape,
    /// A raw tab or another control character inside a string.
    ControlCharacter,
    /// `01`, `1.`, `+1`, `0x1F`
    BadNumber,
    /// `True`, `None`, `NULL`
    ForeignLiteral,
    /// A word that is no value.
    BareWord,
    /// `// …`, `/* … */`, `# …`
    Comment,
    /// `<<<<<<< HEAD`
    MergeConflict,
    /// Anything that cannot be here.
    UnexpectedText,
    /// The text is over before this bracket is closed.
    UnclosedContainer,
    /// `[1}`
    MismatchedClose,
    /// `["a": 1]`
    MemberInArray,
    /// Something stands behind the document.
    TextAfterEnd,
    /// Nested deeper than [`MAX_DEPTH`].
    TooDeep,
}

use SyntaxErrorKind as K;

impl SyntaxError {
    /// The finding to report.
    #[must_use]
    pub fn diagnostic(&self, document: &Document<'_>) -> Diagnostic {
        let token = self.quoted_token(document);
        let (message, help) = self.message_and_help(&token);
        let rule = if self.kind == K::TooDeep { "too-deep" } else { "json-syntax" };
        let mut diagnostic = Diagnostic::new(rule, Severity::Error, self.span, message);
        diagnostic.help = Some(help);
        diagnostic.pointer = document.pointer(self.container);
        diagnostic.fix = self.fix(document);
        match self.kind {
            // A comment or the rest of a file may be long: its start says enough.
            K::TextAfterEnd | K::Comment => {
                let text = self.span.slice(document.text());
                let line = text.find(['\n', '\r']).unwrap_or(text.len());
                diagnostic.span = Span::from_usize(self.span.start as usize, self.span.start as usize + line);
            }
            K::MismatchedClose => {
                let open = document.span(self.container);
                diagnostic.related.push(Related {
                    span: Span::new(open.start, open.start.saturating_add(1)),
                    pointer: document.pointer(self.container),
                    message: "this is still open".to_owned(),
                    other_file: None,
                });
            }
            _ => {}
        }
        diagnostic
    }

    /// The token at fault where it may be quoted: never the inside of a string.
    fn quoted_token(&self, document: &Document<'_>) -> String {
        const SHOWN: usize = 30;
        let text = self.span.slice(document.text());
        let cut = text.char_indices().nth(SHOWN).map_or(text.len(), |(end, _)| end);
        let dots = if cut < text.len() { "…" } else { "" };
        format!("`{}{dots}`", sanitize_line(&text[..cut]))
    }

    fn message_and_help(&self, token: &str) -> (String, String) {
        let (message, help): (String, &str) = match self.kind {
            K::Empty => {
                ("the file is empty".into(), "a job is a JSON object: `{ \"jobInfo\": …, \"fieldsMap\": … }`")
            }
            K::TrailingComma => (
                "comma after the last entry".into(),
                "remove it: in JSON nothing but another entry may follow a comma",
            ),
            K::ExtraComma => ("one comma too many".into(), "remove it: there is no entry between the commas"),
            K::MissingComma => ("missing comma".into(), "entries are separated by commas: put one here"),
            K::WrongComma => ("`;` where a comma belongs".into(), "entries are separated by commas"),
            K::MissingColon => {
                ("missing colon after the member's name".into(), "a member is written `\"name\": value`")
            }
            K::WrongColon => {
                (format!("{token} where a colon belongs"), "a member is written `\"name\": value`")
            }
            K::MissingValue => {
                ("missing value".into(), "a member is written `\"name\": value`; for no value write `null`")
            }
            K::NameWithoutValue => (
                "this member has no value".into(),
                "a member is written `\"name\": value`; for no value write `null`",
            ),
            K::MissingName => {
                ("this value has no name".into(), "inside `{ }` every value needs one: `\"name\": value`")
            }
            K::UnquotedName => {
                (format!("member name {token} is not quoted"), "JSON wants names in double quotes")
            }
            K::SingleQuotes => ("text in single quotes".into(), "JSON wants double quotes"),
            K::CurlyQuotes => (
                "typographic quotes".into(),
                "JSON wants straight double quotes; a word processor may have replaced them",
            ),
            K::UnclosedString => (
                "this text never ends".into(),
                "close it with a double quote; a line break inside is written `\\n`",
            ),
            K::MissingQuote => (
                "this text has no opening quote".into(),
                "text stands between two double quotes: put one before it",
            ),
            K::LineBreak => (
                "a line break stands in this text".into(),
                "write it as `\\n`: in JSON a text stands on one line",
            ),
            K::UnescapedQuote => {
                ("this quote ends the text too early".into(), "a quote inside a text is written `\\\"`")
            }
            K::BadEscape => (
                format!("{token} is no escape that JSON knows"),
                "a backslash is written `\\\\`; the escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits",
            ),
            K::ControlCharacter => {
                ("a control character stands in this text".into(), "write it as an escape: a tab is `\\t`")
            }
            K::BadNumber => (
                format!("{token} is no number that JSON knows"),
                "numbers are written `7`, `-7`, `0.7` or `7e3`: no leading zero or plus sign, a digit on both sides of the point; anything else goes into quotes",
            ),
            K::ForeignLiteral => {
                (format!("{token} is not JSON"), "JSON has `true`, `false` and `null`, in small letters")
            }
            K::BareWord => (format!("{token} is not quoted"), "text is written in double quotes"),
            K::Comment => {
                ("JSON has no comments".into(), "remove it: the server refuses a job with comments")
            }
            K::MergeConflict => (
                "a merge conflict is not resolved".into(),
                "keep one of the two sides and remove the lines of `<<<<<<<`, `=======` and `>>>>>>>`; the upper side was checked",
            ),
            K::UnexpectedText => (format!("{token} cannot stand here"), "remove it"),
            K::UnclosedContainer => {
                ("this bracket is never closed".into(), "close it; the file may also have been cut off")
            }
            K::MismatchedClose => (
                format!("{token} closes nothing that is open"),
                "every `[` is closed with `]` and every `{` with `}`, the last opened first",
            ),
            K::MemberInArray => (
                "members inside a list".into(),
                "`\"name\": value` stands inside `{ }`; a list `[ ]` holds values without names",
            ),
            K::TextAfterEnd => (
                "text after the end of the document".into(),
                "a file holds one job; remove what follows its closing bracket",
            ),
            K::TooDeep => (
                format!("nested deeper than {MAX_DEPTH} levels"),
                "a job needs seven; what is inside this bracket was not checked",
            ),
        };
        (message, help.to_owned())
    }

    fn fix(&self, document: &Document<'_>) -> Option<Fix> {
        let text = self.span.slice(document.text());
        Some(match self.kind {
            K::TrailingComma | K::ExtraComma => Fix::safe("remove the comma").delete(self.span),
            K::MissingComma => Fix::safe("insert a comma").insert(self.span.start, ","),
            K::WrongComma => Fix::unsafe_("write a comma").replace(self.span, ","),
            K::MissingColon => Fix::unsafe_("insert a colon").insert(self.span.start, ":"),
            K::WrongColon => Fix::unsafe_("write a colon").replace(self.span, ":"),
            K::Comment => Fix::unsafe_("remove the comment").delete(self.span),
            K::UnquotedName => {
                Fix::unsafe_("put it in quotes").insert(self.span.start, "\"").insert(self.span.end, "\"")
            }
            K::MissingQuote => Fix::unsafe_("insert the quote").insert(self.span.start, "\""),
            K::LineBreak => line_breaks_to_escapes(self.span.start, document.text()),
            K::SingleQuotes => single_to_double(self.span, text),
            K::ForeignLiteral => {
                let word = match text.to_ascii_lowercase().as_str() {
                    "true" | "yes" | "on" => "true",
                    "false" | "no" | "off" => "false",
                    _ => "null",
                };
                Fix::unsafe_(format!("write `{word}`")).replace(self.span, word)
            }
            K::BadEscape => Fix::unsafe_("double the backslash").insert(self.span.start, "\\"),
            _ => return None,
        })
    }
}

/// Edits that write the line breaks of a string as escapes, from the first of them on.
fn line_breaks_to_escapes(first: u32, text: &str) -> Fix {
    let mut fix = Fix::unsafe_("write its line breaks as escapes");
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

/// Edits that turn the quotes of `'…'` into double ones, and mend the escapes inside.
fn single_to_double(span: Span, text: &str) -> Fix {
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
