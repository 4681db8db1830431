//! A finding as the JSON formats for programs carry it.

use serde::Serialize;

use super::RuleLookup;
use super::redact::FileView;
use crate::diagnostic::{Diagnostic, Edit, Fix, Related};
use crate::text::{LineColumn, Span};

/// One finding as programs read it.
#[derive(Serialize)]
pub(super) struct DiagnosticJson {
    rule: &'static str,
    group: &'static str,
    severity: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    url: String,
    #[serde(flatten)]
    location: LocationJson,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<RelatedJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixJson>,
}

#[derive(Serialize)]
struct RelatedJson {
    message: String,
    #[serde(flatten)]
    location: LocationJson,
}

#[derive(Serialize)]
struct LocationJson {
    path: String,
    pointer: String,
    span: SpanJson,
    start: PositionJson,
    end: PositionJson,
}

#[derive(Serialize)]
struct SpanJson {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct PositionJson {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct FixJson {
    title: String,
    applicability: &'static str,
    edits: Vec<EditJson>,
}

#[derive(Serialize)]
struct EditJson {
    span: SpanJson,
    replacement: String,
}

impl From<Span> for SpanJson {
    fn from(Span { start, end }: Span) -> Self {
        Self { start, end }
    }
}

impl From<LineColumn> for PositionJson {
    fn from(LineColumn { line, column }: LineColumn) -> Self {
        Self { line, column }
    }
}

impl LocationJson {
    fn new(subject: &FileView<'_>, span: Span, pointer: &str) -> Self {
        Self {
            path: subject.file.path.to_owned(),
            pointer: pointer.to_owned(),
            span: span.into(),
            start: subject.position(span.start).into(),
            end: subject.position(span.end).into(),
        }
    }
}

impl RelatedJson {
    fn new(subject: &FileView<'_>, related: &Related) -> Self {
        let message = subject.masked(&related.message).into_owned();
        let place = match &related.other_file {
            Some(elsewhere) => LocationJson {
                path: elsewhere.path.clone(),
                pointer: elsewhere.pointer.clone(),
                span: elsewhere.span.into(),
                start: elsewhere.start.into(),
                end: elsewhere.end.into(),
            },
            None => LocationJson::new(subject, related.span, &related.pointer),
        };
        Self { message, location: place }
    }
}

impl FixJson {
    fn new(subject: &FileView<'_>, fix: &Fix) -> Self {
        let change = |Edit { span, replacement }: &Edit| EditJson {
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

impl DiagnosticJson {
    pub(super) fn new(subject: &FileView<'_>, diagnostic: &Diagnostic, rules: RuleLookup<'_>) -> Self {
        let info = rules(diagnostic.rule);
        let help = diagnostic.help.as_deref().filter(|help| !help.is_empty());
        Self {
            rule: diagnostic.rule,
            group: info.group,
            severity: diagnostic.severity.name(),
            message: subject.masked(&diagnostic.message).into_owned(),
            help: help.map(|help| subject.masked(help).into_owned()),
            url: info.url,
            location: LocationJson::new(subject, diagnostic.span, &diagnostic.pointer),
            related: diagnostic.related.iter().map(|related| RelatedJson::new(subject, related)).collect(),
            fix: diagnostic.fix.as_ref().map(|fix| FixJson::new(subject, fix)),
        }
    }
}
