//! The JSON representation of a finding, shared by the JSON formats.

use serde::Serialize;

use super::redact::FileView;
use crate::diagnostic::{Diagnostic, Edit, Fix, Related};
use crate::rule::Rule;
use crate::rules::find_rule;
use crate::text::{LineColumn, Span};

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
    fn new(view: &FileView<'_>, span: Span, pointer: &str) -> Self {
        Self {
            path: view.file.path.to_owned(),
            pointer: pointer.to_owned(),
            span: span.into(),
            start: view.position(span.start).into(),
            end: view.position(span.end).into(),
        }
    }
}

impl RelatedJson {
    fn new(view: &FileView<'_>, related: &Related) -> Self {
        let message = view.masked(&related.message).into_owned();
        let location = match &related.other_file {
            Some(other) => LocationJson {
                path: other.path.clone(),
                pointer: other.pointer.clone(),
                span: other.span.into(),
                start: other.start.into(),
                end: other.end.into(),
            },
            None => LocationJson::new(view, related.span, &related.pointer),
        };
        Self { message, location }
    }
}

impl FixJson {
    fn new(view: &FileView<'_>, fix: &Fix) -> Self {
        let edit = |Edit { span, replacement }: &Edit| EditJson {
            span: (*span).into(),
            replacement: view.masked(replacement).into_owned(),
        };
        Self {
            title: view.masked(&fix.title).into_owned(),
            applicability: fix.applicability.name(),
            edits: fix.edits.iter().map(edit).collect(),
        }
    }
}

impl DiagnosticJson {
    pub(super) fn new(view: &FileView<'_>, diagnostic: &Diagnostic) -> Self {
        let rule = find_rule(diagnostic.rule);
        let help = diagnostic.help.as_deref().filter(|help| !help.is_empty());
        Self {
            rule: diagnostic.rule,
            group: rule.map_or("joblint", |rule| rule.group.name()),
            severity: diagnostic.severity.name(),
            message: view.masked(&diagnostic.message).into_owned(),
            help: help.map(|help| view.masked(help).into_owned()),
            url: rule.map(Rule::url).unwrap_or_default(),
            location: LocationJson::new(view, diagnostic.span, &diagnostic.pointer),
            related: diagnostic.related.iter().map(|related| RelatedJson::new(view, related)).collect(),
            fix: diagnostic.fix.as_ref().map(|fix| FixJson::new(view, fix)),
        }
    }
}
