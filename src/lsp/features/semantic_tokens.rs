//! Colours inside of strings: transforms, filters, SQL and scripts.

mod script;
mod sql;

use std::ops::Range;

use crate::catalog::SideSetting;
use crate::job::{FieldRow, Job, JobFile, NodeRef, ParsedQuery, QueryText, SettingEntry};
use crate::json::Document;
use crate::language::filter::{Filter, FilterNode};
use crate::language::transform::{self, Transform, TransformBody};
use crate::language::{contains_placeholder, leading_placeholder_len};
use crate::text::{DecodedString, Span};

use super::{HighlightKind, HighlightToken};

pub(super) use sql::sql_tokens;

/// Pieces of a decoded string, in any order.
type HighlightRanges = Vec<(Range<usize>, HighlightKind)>;

/// What has a meaning of its own in a part of the text, in document order. Tokens never overlap and
/// never run over a line end.
pub(crate) fn semantic_tokens(
    file: &JobFile<'_>,
    document: &Document<'_>,
    range: Span,
) -> Vec<HighlightToken> {
    let mut painter = Highlighter { text: document.text(), range, tokens: Vec::new() };
    for job in &file.jobs {
        if painter.is_in_range(job.value) {
            painter.job(job);
        }
    }
    let mut tokens = painter.tokens;
    tokens.sort_by_key(|token| (token.span.start, token.span.end));
    let mut end = 0;
    tokens.retain(|token| {
        let fits = token.span.start >= end;
        if fits {
            end = token.span.end;
        }
        fits
    });
    tokens
}

struct Highlighter<'t> {
    text: &'t str,
    range: Span,
    tokens: Vec<HighlightToken>,
}

impl Highlighter<'_> {
    fn job(&mut self, job: &Job<'_>) {
        for row in &job.rows {
            self.transform(row);
        }
        for query in job.query_texts() {
            self.query(query);
        }
        for script in job.scripts().all() {
            if self.is_in_range(script.value) && script.python_line.is_none() {
                let mut pieces = script::highlight_script(&script.script, script.text());
                for (range, _) in &mut pieces {
                    *range = script.to_string_range(range);
                }
                self.push_decoded(script.decoded(), pieces);
            }
        }
        for entry in job.settings.entries_of(SideSetting::EXPOSED_SCRIPT_CODE.destination) {
            self.generated_script(entry);
        }
    }

    fn transform(&mut self, row: &FieldRow<'_>) {
        let Some(value) = row.transform.filter(|value| self.is_in_range(*value)) else { return };
        let Some(decoded) = value.document().decoded(value.id()) else { return };
        let Ok(transform) = transform::parse(decoded.text()) else { return };
        self.push_decoded(&decoded, highlight_transform(decoded.text(), &transform));
    }

    fn query(&mut self, query: &QueryText<'_>) {
        if !self.is_in_range(query.value) {
            return;
        }
        let pieces = match &query.parsed {
            ParsedQuery::Filter(filter) => highlight_filter(query.decoded.text(), filter),
            ParsedQuery::Sql(sql) => sql::highlight_sql(query.decoded.text(), sql),
            ParsedQuery::Unknown => return,
        };
        self.push_decoded(&query.decoded, pieces);
    }

    /// The global script as it was generated: no rule reads it, but it is read by people.
    fn generated_script(&mut self, entry: &SettingEntry<'_>) {
        let Some(value) = entry.setting_value.filter(|value| self.is_in_range(*value)) else { return };
        if !crate::catalog::is_default_global_script(value.content_span().slice(self.text)) {
            return;
        }
        let Some(decoded) = value.decoded() else { return };
        let pieces =
            script::highlight_script(&crate::language::script::parse(decoded.text()), decoded.text());
        self.push_decoded(&decoded, pieces);
    }

    fn is_in_range(&self, value: NodeRef<'_>) -> bool {
        let span = value.span();
        span.start < self.range.end && self.range.start < span.end
    }

    /// Brings the pieces of a decoded string to where they stand in the file.
    fn push_decoded(&mut self, decoded: &DecodedString<'_>, mut pieces: HighlightRanges) {
        pieces.retain(|(range, _)| range.start < range.end);
        pieces.sort_by_key(|(range, _)| (range.start, range.end));
        for (range, kind) in split_placeholders(decoded.text(), pieces) {
            let span = decoded.raw_span(range.start, range.end);
            if span.overlaps(self.range) {
                self.push_per_line(span, kind);
            }
        }
    }

    /// A string that is broken may hold line ends.
    fn push_per_line(&mut self, span: Span, kind: HighlightKind) {
        let mut start = span.start;
        for line in span.slice(self.text).split_inclusive(['\n', '\r']) {
            let length = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
            let shown = line.trim_end_matches(['\n', '\r']);
            if !shown.is_empty() {
                self.tokens.push(HighlightToken {
                    span: Span::new(start, start.saturating_add(length(shown))),
                    kind,
                });
            }
            start = start.saturating_add(length(line));
        }
    }
}

/// Cuts placeholders out of sorted pieces, and makes pieces of their own of them.
fn split_placeholders(text: &str, pieces: HighlightRanges) -> HighlightRanges {
    if !contains_placeholder(text) {
        return pieces;
    }
    let mut holes: Vec<Range<usize>> = Vec::new();
    let mut behind = 0;
    for (at, _) in text.char_indices() {
        if at >= behind
            && let Some(length) = text.get(at..).and_then(leading_placeholder_len)
        {
            behind = at + length;
            holes.push(at..behind);
        }
    }
    let mut cut = HighlightRanges::new();
    for (range, kind) in pieces {
        let mut start = range.start;
        let first = holes.partition_point(|hole| hole.end <= range.start);
        for hole in holes.iter().skip(first).take_while(|hole| hole.start < range.end) {
            if start < hole.start {
                cut.push((start..hole.start, kind));
            }
            start = hole.end.max(start);
        }
        if start < range.end {
            cut.push((start..range.end, kind));
        }
    }
    cut.extend(holes.into_iter().map(|hole| (hole, HighlightKind::Macro)));
    cut
}

/// Everything of a transform but the script in it.
fn highlight_transform(text: &str, transform: &Transform<'_>) -> HighlightRanges {
    let mut pieces = vec![(transform.kind.range.clone(), HighlightKind::Function)];
    let mut values: HighlightRanges = match &transform.body {
        TransformBody::Static(value) => vec![(value.range.clone(), HighlightKind::String)],
        // It has colours of its own.
        TransformBody::Script(script) => vec![(script.range.start..text.len(), HighlightKind::Comment)],
        TransformBody::Join { first, separator, second } => vec![
            (first.range.clone(), HighlightKind::Property),
            (separator.range.clone(), HighlightKind::String),
            (second.range.clone(), HighlightKind::Property),
        ],
        TransformBody::Parameters(parameters) => parameters
            .iter()
            .map(|(name, value)| (value.range.clone(), value_kind(name.text, value.text)))
            .collect(),
    };
    let mut behind = transform.kind.range.end;
    for (range, _) in &values {
        highlight_parameter_syntax(text, behind..range.start, &mut pieces);
        behind = range.end;
    }
    highlight_parameter_syntax(text, behind..text.len(), &mut pieces);
    if !matches!(transform.body, TransformBody::Script(_)) {
        pieces.append(&mut values);
    }
    pieces
}

fn value_kind(parameter: &str, value: &str) -> HighlightKind {
    if parameter.trim().eq_ignore_ascii_case("field") {
        HighlightKind::Property
    } else if value.trim().parse::<i64>().is_ok() {
        HighlightKind::Number
    } else {
        HighlightKind::String
    }
}

/// What stands around the values of a transform: `:field=`, `;separator=`.
fn highlight_parameter_syntax(text: &str, range: Range<usize>, pieces: &mut HighlightRanges) {
    let Some(part) = text.get(range.clone()) else { return };
    let mut word: Option<usize> = None;
    for (at, character) in part.char_indices().map(|(at, character)| (at + range.start, character)) {
        if matches!(character, ':' | ';' | '=') || character.is_whitespace() {
            pieces.extend(word.take().map(|start| (start..at, HighlightKind::Parameter)));
            if !character.is_whitespace() {
                pieces.push((at..at + 1, HighlightKind::Operator));
            }
        } else {
            word.get_or_insert(at);
        }
    }
    pieces.extend(word.map(|start| (start..range.end, HighlightKind::Parameter)));
}

fn highlight_filter(text: &str, filter: &Filter) -> HighlightRanges {
    let mut pieces = HighlightRanges::new();
    for piece in &filter.nodes {
        match piece {
            FilterNode::Open(_) | FilterNode::Close(_) => {}
            FilterNode::Not(range) | FilterNode::LogicalOp(_, range) => {
                pieces.push((range.clone(), HighlightKind::Keyword))
            }
            FilterNode::Condition(condition) => {
                pieces.push((condition.attribute.clone(), HighlightKind::Property));
                let operator = condition.operator.as_ref();
                pieces.extend(operator.map(|operator| (operator.range.clone(), HighlightKind::Operator)));
                pieces.extend(condition.value.as_ref().map(|value| {
                    let written = text.get(value.range.clone()).unwrap_or_default();
                    let is_number = written.parse::<i64>().is_ok();
                    (
                        value.range.clone(),
                        if is_number { HighlightKind::Number } else { HighlightKind::String },
                    )
                }));
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests;
