//! Semantic tokens of the languages in strings: transforms, filters, SQL and scripts.

mod filter;
mod ranges;
mod script;
mod sql;
mod transform;

use crate::catalog::{SideSetting, is_default_global_script};
use crate::job::{FieldRow, Job, JobFile, NodeRef, ParsedQuery, QueryText, SettingEntry};
use crate::json::Document;
use crate::language::script::parse as parse_script;
use crate::language::transform::parse as parse_transform;
use crate::text::{DecodedString, Placeholders, Span};

use super::types::{HighlightKind, HighlightToken};
use filter::highlight_filter;
use ranges::{HighlightRanges, split_placeholders};
use script::highlight_script;
use sql::highlight_sql;
use transform::highlight_transform;

pub(super) use sql::sql_tokens;

/// The semantic tokens in a range of the text, in document order. Tokens do not overlap and do not span lines.
pub(crate) fn semantic_tokens(
    file: &JobFile<'_>,
    document: &Document<'_>,
    range: Span,
) -> Vec<HighlightToken> {
    let mut highlighter = Highlighter {
        text: document.text(),
        placeholders: document.placeholders(),
        range,
        tokens: Vec::new(),
    };
    for job in &file.jobs {
        if highlighter.is_in_range(job.value) {
            highlighter.job(job);
        }
    }
    let mut tokens = highlighter.tokens;
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
    placeholders: &'t Placeholders,
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
                let mut tokens = highlight_script(&script.script, script.text());
                for (range, _) in &mut tokens {
                    *range = script.to_string_range(range);
                }
                self.push_decoded(script.decoded(), tokens);
            }
        }
        for entry in job.settings.entries_of(SideSetting::EXPOSED_SCRIPT_CODE.destination) {
            self.generated_script(entry);
        }
    }

    fn transform(&mut self, row: &FieldRow<'_>) {
        let Some(value) = row.transform.filter(|value| self.is_in_range(*value)) else { return };
        let Some(decoded) = value.document().decoded(value.id()) else { return };
        let Ok(transform) = parse_transform(decoded.text()) else { return };
        self.push_decoded(&decoded, highlight_transform(decoded.text(), &transform));
    }

    fn query(&mut self, query: &QueryText<'_>) {
        if !self.is_in_range(query.value) {
            return;
        }
        let tokens = match &query.parsed {
            ParsedQuery::Filter(filter) => highlight_filter(query.decoded.text(), filter),
            ParsedQuery::Sql(sql) => highlight_sql(query.decoded.text(), sql, self.placeholders),
            ParsedQuery::Unknown => return,
        };
        self.push_decoded(&query.decoded, tokens);
    }

    /// The unchanged generated global script, which the typed view of the job omits from its scripts.
    fn generated_script(&mut self, entry: &SettingEntry<'_>) {
        let Some(value) = entry.setting_value.filter(|value| self.is_in_range(*value)) else { return };
        if !is_default_global_script(value.content_span().slice(self.text)) {
            return;
        }
        let Some(decoded) = value.decoded() else { return };
        let tokens = highlight_script(&parse_script(decoded.text()), decoded.text());
        self.push_decoded(&decoded, tokens);
    }

    fn is_in_range(&self, value: NodeRef<'_>) -> bool {
        let span = value.span();
        span.start < self.range.end && self.range.start < span.end
    }

    /// Adds the tokens of a decoded string at their positions in the file.
    fn push_decoded(&mut self, decoded: &DecodedString<'_>, mut tokens: HighlightRanges) {
        tokens.retain(|(range, _)| range.start < range.end);
        tokens.sort_by_key(|(range, _)| (range.start, range.end));
        for (range, kind) in split_placeholders(decoded.text(), tokens, self.placeholders) {
            let span = decoded.raw_span(range.start, range.end);
            if span.overlaps(self.range) {
                self.push_per_line(span, kind);
            }
        }
    }

    /// Adds a token per line: invalid strings may contain line ends.
    fn push_per_line(&mut self, span: Span, kind: HighlightKind) {
        let mut start = span.start;
        for line in span.slice(self.text).split_inclusive(['\n', '\r']) {
            let length = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
            let content = line.trim_end_matches(['\n', '\r']);
            if !content.is_empty() {
                self.tokens.push(HighlightToken {
                    span: Span::new(start, start.saturating_add(length(content))),
                    kind,
                });
            }
            start = start.saturating_add(length(line));
        }
    }
}

#[cfg(test)]
mod tests;
