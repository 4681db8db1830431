//! A finding as the JSON formats for programs carry it.

use serde::Serialize;

use super::RuleLookup;
use super::safe::Subject;
use crate::diagnostic::{Diagnostic, Edit, Fix, Related};
use crate::text::{LineColumn, Span};

/// One finding as programs read it.
#[derive(Serialize)]
pub(super) struct Finding {
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

impl Finding {
    pub(super) fn new(subject: &Subject<'_>, diagnostic: &Diagnostic, rules: RuleLookup<'_>) -> Self {
        let info = rules(diagnostic.rule);
        let help = diagnostic.help.as_deref().filter(|help| !help.is_empty());
        Self {
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
