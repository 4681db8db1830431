//! The few colours that reports use of their own.

use std::fmt;
use std::io::{self, Write};

use crate::diagnostic::Severity;

/// Text in an ANSI style, or plain where colours are off.
pub(super) struct Painted<'a> {
    text: &'a str,
    style: Option<&'static str>,
}

impl fmt::Display for Painted<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.style {
            Some(style) => write!(out, "\u{1b}[{style}m{}\u{1b}[0m", self.text),
            None => out.write_str(self.text),
        }
    }
}

/// Paints, or does not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Painter {
    pub(super) color: bool,
}

impl Painter {
    /// Red, yellow or blue, and bold.
    pub(super) fn severity(self, severity: Severity, text: &str) -> Painted<'_> {
        let style = match severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Info => "1;34",
        };
        self.paint(style, text)
    }

    pub(super) fn bold(self, text: &str) -> Painted<'_> {
        self.paint("1", text)
    }

    /// As the word `help` is painted in front of a help text.
    pub(super) fn hint(self, text: &str) -> Painted<'_> {
        self.paint("36", text)
    }

    /// A line of a diff that is taken out or put in.
    pub(super) fn change(self, sign: char, text: &str) -> Painted<'_> {
        self.paint(if sign == '-' { "31" } else { "32" }, text)
    }

    /// `text` as a link to `url` (OSC 8), where there is one.
    pub(super) fn link(self, out: &mut dyn Write, url: Option<String>, text: &Painted<'_>) -> io::Result<()> {
        match url {
            Some(url) => write!(out, "\u{1b}]8;;{url}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\"),
            None => write!(out, "{text}"),
        }
    }

    fn paint<'a>(self, style: &'static str, text: &'a str) -> Painted<'a> {
        Painted { text, style: self.color.then_some(style) }
    }
}
