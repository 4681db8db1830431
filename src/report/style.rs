//! ANSI styles and links of the formats for people.

use std::fmt;
use std::io::{self, Write};

use super::RenderOptions;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::find_rule;

/// Text in an ANSI style, or plain if colours are disabled.
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

/// Applies styles if colours are enabled, and links if those are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Styler {
    color: bool,
    links: bool,
}

impl Styler {
    pub(super) fn new(options: RenderOptions) -> Self {
        Self { color: options.color, links: options.links }
    }

    /// Writes `severity[rule]`, as a link to the documentation of the rule.
    pub(super) fn write_code(self, out: &mut dyn Write, diagnostic: &Diagnostic) -> io::Result<()> {
        let Diagnostic { severity, rule, .. } = diagnostic;
        let code = format!("{severity}[{rule}]");
        let code = self.severity(*severity, &code);
        match find_rule(rule).filter(|_| self.links) {
            Some(rule) => write!(out, "\u{1b}]8;;{}\u{1b}\\{code}\u{1b}]8;;\u{1b}\\", rule.url()),
            None => write!(out, "{code}"),
        }
    }

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

    /// The style of `help:` in miette's output.
    pub(super) fn help_label(self, text: &str) -> StyledText<'_> {
        self.styled("36", text)
    }

    /// Red for deleted lines of a diff, green for inserted ones.
    pub(super) fn diff_line(self, sign: char, text: &str) -> StyledText<'_> {
        self.styled(if sign == '-' { "31" } else { "32" }, text)
    }

    fn styled<'a>(self, style: &'static str, text: &'a str) -> StyledText<'a> {
        StyledText { text, style: self.color.then_some(style) }
    }
}
