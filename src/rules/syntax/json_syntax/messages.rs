//! Messages and help texts of syntax errors.

use std::borrow::Cow;

use crate::json::{SyntaxError, SyntaxErrorKind as Kind};
use crate::text::{Span, sanitize_line, truncate};

/// Returns the bytes to mark: only the first line of a comment or the rest of a file, which may be long.
pub(super) fn marked_span(error: &SyntaxError, text: &str) -> Span {
    match error.kind {
        Kind::TextAfterEnd | Kind::Comment => {
            let token = error.span.slice(text);
            let length = token.find(['\n', '\r']).unwrap_or(token.len());
            let start = error.span.start as usize;
            Span::from_usize(start, start + length)
        }
        _ => error.span,
    }
}

/// Returns the message for an error in `text`.
pub(super) fn message(error: &SyntaxError, text: &str) -> Cow<'static, str> {
    const MAX_CHARS: usize = 30;
    let token = truncate(error.span.slice(text), MAX_CHARS);
    message_with_token(error.kind, &format!("`{}`", sanitize_line(&token)))
}

fn message_with_token(kind: Kind, token: &str) -> Cow<'static, str> {
    let text = match kind {
        Kind::WrongColon => return format!("expected `:`, found {token}").into(),
        Kind::UnquotedName => return format!("unquoted member name {token}").into(),
        Kind::BadEscape => return format!("invalid escape {token}").into(),
        Kind::BadNumber => return format!("invalid number {token}").into(),
        Kind::ForeignLiteral => return format!("{token} is not a JSON literal").into(),
        Kind::BareWord => return format!("unquoted text {token}").into(),
        Kind::UnexpectedText => return format!("unexpected {token}").into(),
        Kind::MismatchedClose => return format!("{token} does not close the open bracket").into(),
        Kind::Empty => "the document is empty",
        Kind::TrailingComma => "trailing comma",
        Kind::ExtraComma => "unexpected comma",
        Kind::MissingComma => "missing comma",
        Kind::WrongComma => "expected `,`, found `;`",
        Kind::MissingColon => "missing colon after the member name",
        Kind::MissingValue => "missing value",
        Kind::NameWithoutValue => "member without a value",
        Kind::MissingName => "value without a name",
        Kind::SingleQuotes => "string in single quotes",
        Kind::CurlyQuotes => "string in typographic quotes",
        Kind::UnclosedString => "unterminated string",
        Kind::MissingQuote => "missing opening quote",
        Kind::LineBreak => "line break inside a string",
        Kind::UnescapedQuote => "unescaped quote inside a string",
        Kind::ControlCharacter => "control character inside a string",
        Kind::Comment => "JSON does not allow comments",
        Kind::MergeConflict => "unresolved merge conflict",
        Kind::UnclosedContainer => "unclosed bracket",
        Kind::MemberInArray => "member inside an array",
        Kind::TextAfterEnd => "text after the end of the document",
        Kind::TooDeep => "too deeply nested",
    };
    text.into()
}

/// Returns the help for a kind of error.
pub(super) fn help(kind: Kind) -> &'static str {
    match kind {
        Kind::Empty => "a job is a JSON object: `{ \"jobInfo\": …, \"fieldsMap\": … }`",
        Kind::TrailingComma => "remove it: in JSON, a comma must be followed by another entry",
        Kind::ExtraComma => "remove it: there is no entry before it",
        Kind::MissingComma => "insert one: entries are separated by commas",
        Kind::WrongComma => "entries are separated by commas",
        Kind::MissingColon | Kind::WrongColon => "a member is written `\"name\": value`",
        Kind::MissingValue | Kind::NameWithoutValue => {
            "a member is written `\"name\": value`; write `null` for no value"
        }
        Kind::MissingName => "inside `{ }` every value needs a name: `\"name\": value`",
        Kind::UnquotedName => "JSON requires double quotes around names",
        Kind::SingleQuotes => "JSON requires double quotes",
        Kind::CurlyQuotes => "JSON requires straight double quotes; a word processor may have replaced them",
        Kind::UnclosedString => "close it with a double quote; a line break inside a string is written `\\n`",
        Kind::MissingQuote => "a string is enclosed in double quotes: insert one before it",
        Kind::LineBreak => "write it as `\\n`: a JSON string must be on one line",
        Kind::UnescapedQuote => "a quote inside a string is written `\\\"`",
        Kind::BadEscape => {
            "a backslash is written `\\\\`; the escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits"
        }
        Kind::ControlCharacter => "write it as an escape: a tab is `\\t`",
        Kind::BadNumber => {
            "numbers are written `7`, `-7`, `0.7` or `7e3`: no leading zero or plus sign, and digits on both sides of the decimal point; put anything else in quotes"
        }
        Kind::ForeignLiteral => "JSON has `true`, `false` and `null`, in lower case",
        Kind::BareWord => "put text in double quotes",
        Kind::Comment => "remove it: the server refuses a job with comments",
        Kind::MergeConflict => {
            "keep one of the two sides and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`; the upper side was checked"
        }
        Kind::UnexpectedText => "remove it",
        Kind::UnclosedContainer => "close it; the file may also be truncated",
        Kind::MismatchedClose => "close `[` with `]` and `{` with `}`, the innermost bracket first",
        Kind::MemberInArray => {
            "`\"name\": value` is allowed inside `{ }` only; an array `[ ]` contains values without names"
        }
        Kind::TextAfterEnd => "a file contains one job: remove everything after its closing bracket",
        Kind::TooDeep => "a job needs seven levels; the content of this bracket was not checked",
    }
}
