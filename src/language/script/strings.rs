//! Lexer of strings and interpolated strings.

use super::error::ScriptErrorKind;
use super::lexer::{Interpolation, Lexer};
use super::token::{TokenKind, is_double_quote};

impl Lexer<'_> {
    /// Scans an interpolated string `$"…"` or a placeholder; skips any other `$`.
    pub(super) fn dollar(&mut self) {
        if let Some(quote) = self.rest()[1..].chars().next().filter(|&next| is_double_quote(next)) {
            let start = self.at;
            self.at += 1 + quote.len_utf8();
            self.push(TokenKind::InterpolatedStringStart, start);
            return self.interpolated_text(start);
        }
        self.lexed.has_placeholder |= is_placeholder(&self.rest()[1..], 1);
        self.at += 1;
    }

    pub(super) fn string(&mut self, quote: char) {
        let start = self.at;
        self.at += quote.len_utf8();
        self.skip_to_delimiter();
        // Fast path: nearly all strings contain no quotes and are followed by one of these.
        if self.byte(0) == b'"' && matches!(self.byte(1), b' ' | b')' | b'\n' | b'\r' | b',' | b'.') {
            self.at += 1;
            return self.push(TokenKind::String, start);
        }
        let mut closed = false;
        loop {
            self.skip_to_delimiter();
            let Some(character) = self.peek() else { break };
            if matches!(character, '\n' | '\r') && !self.multiline_strings {
                break;
            }
            self.at += character.len_utf8();
            if is_double_quote(character) {
                match self.peek() {
                    Some(next) if is_double_quote(next) => self.at += next.len_utf8(),
                    _ => {
                        closed = true;
                        break;
                    }
                }
            }
        }
        if !closed {
            self.error(start..self.at, ScriptErrorKind::UnclosedString);
        }
        let is_character = closed
            && matches!(self.byte(0), b'c' | b'C')
            && self.text[start..self.at].chars().nth(4).is_none()
            && !self.rest()[1..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        self.at += usize::from(is_character);
        self.push(if is_character { TokenKind::Character } else { TokenKind::String }, start);
    }

    /// Skips to the next character that may end a string.
    fn skip_to_delimiter(&mut self) {
        let bytes = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let ends = |byte: &u8| matches!(byte, b'"' | b'\n' | b'\r' | 128..);
        self.at += bytes.iter().position(ends).unwrap_or(bytes.len());
    }

    /// Scans the text of an interpolated string up to the next interpolation or the end. `piece` is
    /// the start of the preceding delimiter.
    fn interpolated_text(&mut self, delimiter: usize) {
        let start = self.at;
        while let Some(character) = self.peek() {
            let length = character.len_utf8();
            let next = self.text[self.at + length..].chars().next();
            match character {
                '{' | '}' if next == Some(character) => self.at += 2,
                '{' => {
                    self.push_interpolated_text(start);
                    let at = self.at;
                    self.at += 1;
                    let follows_dollar = at > start && self.text.as_bytes()[at - 1] == b'$';
                    self.lexed.has_placeholder |= follows_dollar && is_placeholder(&self.text[at..], 1);
                    self.interpolations.push(Interpolation::default());
                    return self.push(TokenKind::InterpolationOpen, at);
                }
                _ if is_double_quote(character) => {
                    if next.is_some_and(is_double_quote) {
                        self.at += length + next.map_or(0, char::len_utf8);
                        continue;
                    }
                    self.push_interpolated_text(start);
                    let at = self.at;
                    self.at += length;
                    return self.push(TokenKind::InterpolatedStringEnd, at);
                }
                '\n' | '\r' if !self.multiline_strings => break,
                _ => self.at += length,
            }
        }
        self.error(delimiter..self.at, ScriptErrorKind::UnclosedString);
        self.push_interpolated_text(start);
        self.push(TokenKind::InterpolatedStringEnd, self.at);
    }

    fn push_interpolated_text(&mut self, start: usize) {
        if start < self.at {
            self.push(TokenKind::InterpolatedStringText, start);
        }
    }

    /// Scans punctuation with a special meaning in an interpolation. Returns whether it did.
    pub(super) fn interpolation_punct(&mut self, character: char) -> bool {
        let Some(interpolation) = self.interpolations.last_mut() else { return false };
        match character {
            '(' | '{' => interpolation.depth += 1,
            ')' => interpolation.depth = interpolation.depth.saturating_sub(1),
            '}' if interpolation.depth > 0 => interpolation.depth -= 1,
            '}' => {
                let start = self.at;
                self.at += 1;
                self.interpolations.pop();
                self.push(TokenKind::InterpolationClose, start);
                self.interpolated_text(start);
                return true;
            }
            // `{value,5:D2}`: width and format are text.
            ':' | ',' if interpolation.depth == 0 => {
                let start = self.at;
                let rest = self.rest();
                self.at += rest
                    .find(|c: char| matches!(c, '}' | '\n' | '\r') || is_double_quote(c))
                    .unwrap_or(rest.len());
                self.push(TokenKind::InterpolatedStringText, start);
                return true;
            }
            _ => {}
        }
        false
    }
}

/// Whether the text starts with `{NAME}` or, if `closing` is 2, `{NAME}}`.
pub(super) fn is_placeholder(text: &str, closing: usize) -> bool {
    let Some(rest) = text.strip_prefix('{') else { return false };
    let rest = rest.trim_start_matches(' ');
    let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.'))).unwrap_or(rest.len());
    end > 0 && rest[end..].trim_start_matches(' ').starts_with(["", "}", "}}"][closing])
}
