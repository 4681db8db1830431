//! One JSON document, for programs. Version 1 of the format; its fields only ever grow.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use super::safe::Subject;
use super::{FileReport, Report, RuleLookup, Summary};
use crate::diagnostic::{Diagnostic, Edit, Fix, Related};
use crate::text::{LineColumn, Span, is_unsafe_to_print};

/// The whole output.
#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    tool: Tool,
    summary: &'a Summary,
    diagnostics: &'a [Finding],
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Finding {
    rule: &'static str,
    group: &'static str,
    severity: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    url: String,
    #[serde(flatten)]
    place: Place,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<RelatedPlace>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Mend>,
}

#[derive(Serialize)]
struct RelatedPlace {
    message: String,
    #[serde(flatten)]
    place: Place,
}

#[derive(Serialize)]
struct Place {
    path: String,
    pointer: String,
    span: Bytes,
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Bytes {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Mend {
    title: String,
    applicability: &'static str,
    edits: Vec<Change>,
}

#[derive(Serialize)]
struct Change {
    span: Bytes,
    replacement: String,
}

impl From<Span> for Bytes {
    fn from(Span { start, end }: Span) -> Self {
        Self { start, end }
    }
}

impl From<LineColumn> for Position {
    fn from(LineColumn { line, column }: LineColumn) -> Self {
        Self { line, column }
    }
}

impl Place {
    fn new(subject: &Subject<'_>, span: Span, pointer: &str) -> Self {
        Self {
            path: subject.file.path.to_owned(),
            pointer: pointer.to_owned(),
            span: span.into(),
            start: subject.position(span.start).into(),
            end: subject.position(span.end).into(),
        }
    }
}

impl RelatedPlace {
    fn new(subject: &Subject<'_>, related: &Related) -> Self {
        let message = subject.masked(&related.message).into_owned();
        let place = match &related.elsewhere {
            Some(elsewhere) => Place {
                path: elsewhere.path.clone(),
                pointer: elsewhere.pointer.clone(),
                span: elsewhere.span.into(),
                start: elsewhere.start.into(),
                end: elsewhere.end.into(),
            },
            None => Place::new(subject, related.span, &related.pointer),
        };
        Self { message, place }
    }
}

impl Mend {
    fn new(subject: &Subject<'_>, fix: &Fix) -> Self {
        let change = |Edit { span, replacement }: &Edit| Change {
            span: (*span).into(),
            replacement: subject.masked(replacement).into_owned(),
        };
        Self {
            title: subject.masked(&fix.title).into_owned(),
            applicability: fix.applicability.name(),
            edits: fix.edits.iter().map(change).collect(),
        }
    }
}

pub(super) struct Json<'r> {
    rules: RuleLookup<'r>,
    findings: Vec<Finding>,
}

impl<'r> Json<'r> {
    pub(super) fn new(rules: RuleLookup<'r>) -> Self {
        Self { rules, findings: Vec::new() }
    }

    fn finding(&self, subject: &Subject<'_>, diagnostic: &Diagnostic) -> Finding {
        let info = (self.rules)(diagnostic.rule);
        let help = diagnostic.help.as_deref().filter(|help| !help.is_empty());
        Finding {
            rule: diagnostic.rule,
            group: info.group,
            severity: diagnostic.severity.name(),
            message: subject.masked(&diagnostic.message).into_owned(),
            help: help.map(|help| subject.masked(help).into_owned()),
            url: info.url,
            place: Place::new(subject, diagnostic.span, &diagnostic.pointer),
            related: diagnostic.related.iter().map(|related| RelatedPlace::new(subject, related)).collect(),
            fix: diagnostic.fix.as_ref().map(|fix| Mend::new(subject, fix)),
        }
    }
}

impl Report for Json<'_> {
    fn file(&mut self, _: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let subject = Subject::new(*file);
        for diagnostic in file.diagnostics {
            let finding = self.finding(&subject, diagnostic);
            self.findings.push(finding);
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let tool = Tool { name: "joblint", version: env!("CARGO_PKG_VERSION") };
        let document = Document { version: 1, tool, summary, diagnostics: &self.findings };
        let text = serde_json::to_string_pretty(&document)?;
        out.write_all(escape_unsafe(&text).as_bytes())?;
        writeln!(out)
    }
}

/// Writes what could disturb a terminal as JSON escapes, which every reader decodes to the same.
///
/// Outside of strings JSON holds none of these characters but line breaks, and inside of strings
/// the serializer has escaped those already.
fn escape_unsafe(json: &str) -> Cow<'_, str> {
    let disturbs = |character: char| character != '\n' && is_unsafe_to_print(character);
    if !json.contains(disturbs) {
        return Cow::Borrowed(json);
    }
    let mut safe = String::with_capacity(json.len() + 64);
    for character in json.chars() {
        if disturbs(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a `String` cannot fail.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}
