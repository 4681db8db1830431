//! The few colours that reports use of their own.

use std::fmt;
use std::io::{self, Write};

use crate::diagnostic::Severity;

/// Text in an ANSI style, or plain where colours are off.
pub(super) struct StyledText<'a> {
    text: &'a str,
    style: Option<&'static str>,
}

impl fmt::Display for StyledText<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.style {
            Some(style) => write!(out, "\u{1b}[{style}m{}\u{1b}[0m", self.text),
            None => out.write_str(self.text),
        }
    }
}

/// Paints, or does not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Styler {
    pub(super) color: bool,
}

impl Styler {
    /// Red, yellow or blue, and bold.
    pub(super) fn severity(self, severity: Severity, text: &str) -> StyledText<'_> {
        let style = match severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Info => "1;34",
        };
        self.styled(style, text)
    }

    pub(super) fn bold(self, text: &str) -> StyledText<'_> {
        self.styled("1", text)
    }

    /// As the word `help` is painted in front of a help text.
    pub(super) fn help_label(self, text: &str) -> StyledText<'_> {
        self.styled("36", text)
    }

    /// A line of a diff that is taken out or put in.
    pub(super) fn diff_line(self, sign: char, text: &str) -> StyledText<'_> {
        self.styled(if sign == '-' { "31" } else { "32" }, text)
    }

    /// `text` as a link to `url` (OSC 8), where there is one.
    pub(super) fn link(
        self,
        out: &mut dyn Write,
        url: Option<String>,
        text: &StyledText<'_>,
    ) -> io::Result<()> {
        match url {
            Some(url) => write!(out, "\u{1b}]8;;{url}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\"),
            None => write!(out, "{text}"),
        }
    }

    fn styled<'a>(self, style: &'static str, text: &'a str) -> StyledText<'a> {
        StyledText { text, style: self.color.then_some(style) }
    }
}
