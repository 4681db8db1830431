//! Turning proposals into completions: where they go, how they are escaped, how they are sorted.

use std::ops::Range;

use crate::lsp::features::markdown::HoverDoc;
use crate::lsp::features::{Completion, CompletionKind};
use crate::text::{DecodedString, Span};

use super::insertion::{Insertion, escape_json_string};
use super::repair::{CursorToken, RepairedDocument};

/// What is proposed, wherever it is put.
#[derive(Debug, Clone)]
pub(super) struct CompletionBuilder {
    label: String,
    kind: CompletionKind,
    detail: Option<String>,
    documentation: Option<String>,
    rank: u8,
    order: Option<usize>,
}

impl CompletionBuilder {
    pub(super) fn new(label: impl Into<String>, kind: CompletionKind) -> Self {
        Self { label: label.into(), kind, detail: None, documentation: None, rank: 5, order: None }
    }

    /// The same with a few words beside the label.
    pub(super) fn detail(mut self, words: impl Into<String>) -> Self {
        self.detail = Some(words.into()).filter(|words| !words.is_empty());
        self
    }

    /// The same with an explanation.
    pub(super) fn documentation(mut self, card: HoverDoc) -> Self {
        self.documentation = Some(card.into_markdown());
        self
    }

    /// The same with an explanation in a sentence.
    pub(super) fn documentation_text(mut self, words: impl Into<String>) -> Self {
        self.documentation = Some(words.into()).filter(|words| !words.is_empty());
        self
    }

    /// The same among the first (0) or last (9) of the list; by the label among those of one rank.
    pub(super) fn rank(mut self, rank: u8) -> Self {
        self.rank = rank;
        self
    }

    /// The same at a place among those of its rank.
    pub(super) fn order(mut self, order: usize) -> Self {
        self.order = Some(order);
        self
    }

    fn build(self, replace: Span, insertion: &Insertion, filter: String) -> Completion {
        let place = match self.order {
            Some(order) => format!("{order:04}"),
            None => self.label.to_lowercase(),
        };
        Completion {
            sort_text: format!("{}{place}", self.rank.min(9)),
            label: self.label,
            kind: self.kind,
            detail: self.detail,
            documentation: self.documentation,
            replace_span: replace,
            insert_text: insertion.render(),
            filter_text: filter,
        }
    }
}

/// Collects completions for one slot.
pub(super) struct CompletionCollector<'p> {
    document: &'p RepairedDocument,
    text: &'p str,
    completions: Vec<Completion>,
}

impl<'p> CompletionCollector<'p> {
    /// For a slot of a document with this text.
    pub(super) fn new(prepared: &'p RepairedDocument, text: &'p str) -> Self {
        Self { document: prepared, text, completions: Vec::new() }
    }

    pub(super) fn token(&self) -> &'p CursorToken {
        &self.document.token
    }

    /// The cursor in the prepared document.
    pub(super) fn cursor_offset(&self) -> u32 {
        self.document.cursor_offset()
    }

    pub(super) fn finish(self) -> Vec<Completion> {
        self.completions
    }

    /// A whole string.
    pub(super) fn add_string(&mut self, proposal: CompletionBuilder, value: &str) {
        self.add_string_with_suffix(proposal, Insertion::text(value), Insertion::default());
    }

    /// A whole string with something behind its closing quote.
    pub(super) fn add_string_with_suffix(
        &mut self,
        proposal: CompletionBuilder,
        value: Insertion,
        suffix: Insertion,
    ) {
        let slot = self.token();
        let value = value.escape_json();
        let filter = value.plain_text();
        let open = if slot.is_quoted { "" } else { "\"" };
        let insertion =
            Insertion::text(open).append(value).append("\"").append(suffix).append(slot.trailing_comma);
        let replace = Span::new(slot.content_span.start, slot.span.end);
        self.push(proposal, replace, &insertion, filter);
    }

    /// A value that is no string: it takes the place of a string that was begun, too.
    pub(super) fn add_literal(&mut self, proposal: CompletionBuilder, value: Insertion) {
        let slot = self.token();
        let quote = if slot.is_quoted { "\"" } else { "" };
        let filter = format!("{quote}{}", proposal.label);
        self.push(proposal, slot.span, &value.append(slot.trailing_comma), filter);
    }

    /// A part of the string, given by its bytes in the decoded text.
    pub(super) fn add_in_string(
        &mut self,
        proposal: CompletionBuilder,
        decoded: &DecodedString<'_>,
        range: &Range<usize>,
        insertion: Insertion,
    ) {
        let filter = escape_json_string(&insertion.plain_text());
        self.add_in_string_with_filter(proposal, decoded, range, insertion, filter);
    }

    /// The same with another text to be found by.
    pub(super) fn add_in_string_with_filter(
        &mut self,
        proposal: CompletionBuilder,
        decoded: &DecodedString<'_>,
        range: &Range<usize>,
        insertion: Insertion,
        filter: String,
    ) {
        let replace = self.document.original_span(decoded.raw_span(range.start, range.end));
        self.push(proposal, replace, &insertion.escape_json(), filter);
    }

    fn push(&mut self, proposal: CompletionBuilder, replace: Span, insertion: &Insertion, filter: String) {
        let replaced = replace.slice(self.text);
        let offset = self.token().cursor_offset;
        // A string with a line break in it is broken: nothing across lines is replaced.
        let fits = replace.start <= offset && offset <= replace.end && !replaced.contains(['\n', '\r']);
        if fits {
            self.completions.push(proposal.build(replace, insertion, filter));
        }
    }
}
