//! Colours inside of strings: transforms, filters, SQL and scripts.

mod script;

use std::ops::Range;

use crate::catalog::SideSetting;
use crate::job::{FieldRow, Job, JobFile, QueryText, Reading, SettingEntry, Value};
use crate::json::Document;
use crate::language::filter::{Filter, Piece};
use crate::language::sql::{LexemeKind, Sql, lexemes};
use crate::language::transform::{self, Body, Transform};
use crate::language::{holds_placeholder, placeholder_at};
use crate::text::{DecodedString, Span};

use super::{Token, TokenKind};

/// Pieces of a decoded string, in any order.
type Pieces = Vec<(Range<usize>, TokenKind)>;

/// What has a meaning of its own in a part of the text, in document order. Tokens never overlap and
/// never run over a line end.
pub(crate) fn tokens(file: &JobFile<'_>, document: &Document<'_>, range: Span) -> Vec<Token> {
    let mut painter = Painter { text: document.text(), range, tokens: Vec::new() };
    for job in &file.jobs {
        if painter.wants(job.value) {
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

struct Painter<'t> {
    text: &'t str,
    range: Span,
    tokens: Vec<Token>,
}

impl Painter<'_> {
    fn job(&mut self, job: &Job<'_>) {
        for row in &job.rows {
            self.transform(row);
        }
        for query in job.query_texts() {
            self.query(query);
        }
        for script in job.scripts().all() {
            if self.wants(script.value) && script.python.is_none() {
                let mut pieces = script::pieces(&script.script, script.text());
                for (range, _) in &mut pieces {
                    *range = script.in_string(range);
                }
                self.paint(script.decoded(), pieces);
            }
        }
        for entry in job.settings.of(SideSetting::EXPOSED_SCRIPT_CODE.destination) {
            self.generated_script(entry);
        }
    }

    fn transform(&mut self, row: &FieldRow<'_>) {
        let Some(value) = row.transform.filter(|value| self.wants(*value)) else { return };
        let Some(decoded) = value.document().decoded(value.id()) else { return };
        let Ok(transform) = transform::parse(decoded.text()) else { return };
        self.paint(&decoded, of_transform(decoded.text(), &transform));
    }

    fn query(&mut self, query: &QueryText<'_>) {
        if !self.wants(query.value) {
            return;
        }
        let pieces = match &query.reading {
            Reading::Filter(filter) => of_filter(query.decoded.text(), filter),
            Reading::Sql(sql) => of_sql(query.decoded.text(), sql),
            Reading::Unknown => return,
        };
        self.paint(&query.decoded, pieces);
    }

    /// The global script as it was generated: no rule reads it, but it is read by people.
    fn generated_script(&mut self, entry: &SettingEntry<'_>) {
        let Some(value) = entry.setting_value.filter(|value| self.wants(*value)) else { return };
        if !crate::catalog::is_default_global_script(value.content_span().of(self.text)) {
            return;
        }
        let Some(decoded) = value.decoded() else { return };
        let pieces = script::pieces(&crate::language::script::parse(decoded.text()), decoded.text());
        self.paint(&decoded, pieces);
    }

    fn wants(&self, value: Value<'_>) -> bool {
        let span = value.span();
        span.start < self.range.end && self.range.start < span.end
    }

    /// Brings the pieces of a decoded string to where they stand in the file.
    fn paint(&mut self, decoded: &DecodedString<'_>, mut pieces: Pieces) {
        pieces.retain(|(range, _)| range.start < range.end);
        pieces.sort_by_key(|(range, _)| (range.start, range.end));
        for (range, kind) in with_placeholders(decoded.text(), pieces) {
            let span = decoded.raw_span(range.start, range.end);
            if span.overlaps(self.range) {
                self.lines(span, kind);
            }
        }
    }

    /// A string that is broken may hold line ends.
    fn lines(&mut self, span: Span, kind: TokenKind) {
        let mut start = span.start;
        for line in span.of(self.text).split_inclusive(['\n', '\r']) {
            let length = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
            let shown = line.trim_end_matches(['\n', '\r']);
            if !shown.is_empty() {
                self.tokens.push(Token { span: Span::new(start, start.saturating_add(length(shown))), kind });
            }
            start = start.saturating_add(length(line));
        }
    }
}

/// Cuts placeholders out of sorted pieces, and makes pieces of their own of them.
fn with_placeholders(text: &str, pieces: Pieces) -> Pieces {
    if !holds_placeholder(text) {
        return pieces;
    }
    let mut holes: Vec<Range<usize>> = Vec::new();
    let mut behind = 0;
    for (at, _) in text.char_indices() {
        if at >= behind
            && let Some(length) = text.get(at..).and_then(placeholder_at)
        {
            behind = at + length;
            holes.push(at..behind);
        }
    }
    let mut cut = Pieces::new();
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
    cut.extend(holes.into_iter().map(|hole| (hole, TokenKind::Macro)));
    cut
}

/// Everything of a transform but the script in it.
fn of_transform(text: &str, transform: &Transform<'_>) -> Pieces {
    let mut pieces = vec![(transform.kind.range.clone(), TokenKind::Function)];
    let mut values: Pieces = match &transform.body {
        Body::Static(value) => vec![(value.range.clone(), TokenKind::String)],
        // It has colours of its own.
        Body::Script(script) => vec![(script.range.start..text.len(), TokenKind::Comment)],
        Body::Join { first, separator, second } => vec![
            (first.range.clone(), TokenKind::Property),
            (separator.range.clone(), TokenKind::String),
            (second.range.clone(), TokenKind::Property),
        ],
        Body::Parameters(parameters) => parameters
            .iter()
            .map(|(name, value)| (value.range.clone(), kind_of_value(name.text, value.text)))
            .collect(),
    };
    let mut behind = transform.kind.range.end;
    for (range, _) in &values {
        form(text, behind..range.start, &mut pieces);
        behind = range.end;
    }
    form(text, behind..text.len(), &mut pieces);
    if !matches!(transform.body, Body::Script(_)) {
        pieces.append(&mut values);
    }
    pieces
}

fn kind_of_value(parameter: &str, value: &str) -> TokenKind {
    if parameter.trim().eq_ignore_ascii_case("field") {
        TokenKind::Property
    } else if value.trim().parse::<i64>().is_ok() {
        TokenKind::Number
    } else {
        TokenKind::String
    }
}

/// What stands around the values of a transform: `:field=`, `;separator=`.
fn form(text: &str, range: Range<usize>, pieces: &mut Pieces) {
    let Some(part) = text.get(range.clone()) else { return };
    let mut word: Option<usize> = None;
    for (at, character) in part.char_indices().map(|(at, character)| (at + range.start, character)) {
        if matches!(character, ':' | ';' | '=') || character.is_whitespace() {
            pieces.extend(word.take().map(|start| (start..at, TokenKind::Parameter)));
            if !character.is_whitespace() {
                pieces.push((at..at + 1, TokenKind::Operator));
            }
        } else {
            word.get_or_insert(at);
        }
    }
    pieces.extend(word.map(|start| (start..range.end, TokenKind::Parameter)));
}

fn of_filter(text: &str, filter: &Filter) -> Pieces {
    let mut pieces = Pieces::new();
    for piece in &filter.pieces {
        match piece {
            Piece::Open(_) | Piece::Close(_) => {}
            Piece::Not(range) | Piece::Joint(_, range) => pieces.push((range.clone(), TokenKind::Keyword)),
            Piece::Condition(condition) => {
                pieces.push((condition.attribute.clone(), TokenKind::Property));
                let operator = condition.operator.as_ref();
                pieces.extend(operator.map(|operator| (operator.range.clone(), TokenKind::Operator)));
                pieces.extend(condition.value.as_ref().map(|value| {
                    let written = text.get(value.range.clone()).unwrap_or_default();
                    let is_number = written.parse::<i64>().is_ok();
                    (value.range.clone(), if is_number { TokenKind::Number } else { TokenKind::String })
                }));
            }
        }
    }
    pieces
}

fn of_sql(text: &str, sql: &Sql) -> Pieces {
    let mut tables: Vec<&Range<usize>> = sql.tables.iter().map(|table| &table.range).collect();
    tables.sort_by_key(|table| table.start);
    let is_table = |range: &Range<usize>| {
        let before = tables.partition_point(|table| table.start <= range.start);
        before.checked_sub(1).and_then(|at| tables.get(at)).is_some_and(|table| range.end <= table.end)
    };
    lexemes(text)
        .into_iter()
        .map(|(range, kind)| {
            let kind = match kind {
                LexemeKind::Keyword => TokenKind::Keyword,
                LexemeKind::Function => TokenKind::Function,
                LexemeKind::Name if is_table(&range) => TokenKind::Type,
                LexemeKind::Name => TokenKind::Property,
                LexemeKind::Variable => TokenKind::Variable,
                LexemeKind::String => TokenKind::String,
                LexemeKind::Number => TokenKind::Number,
                LexemeKind::Operator => TokenKind::Operator,
                LexemeKind::Comment => TokenKind::Comment,
                LexemeKind::Placeholder => TokenKind::Macro,
            };
            (range, kind)
        })
        .collect()
}

#[cfg(test)]
mod tests;
