//! Turning proposals into completions: where they go, how they are escaped, how they are sorted.

use std::ops::Range;

use crate::lsp::features::markdown::Card;
use crate::lsp::features::{Completion, CompletionKind};
use crate::text::{DecodedString, Span};

use super::insertion::{Insertion, escaped};
use super::prepare::{Prepared, Slot};

/// What is proposed, wherever it is put.
#[derive(Debug, Clone)]
pub(super) struct Proposal {
    label: String,
    kind: CompletionKind,
    detail: Option<String>,
    documentation: Option<String>,
    rank: u8,
    order: Option<usize>,
}

impl Proposal {
    pub(super) fn new(label: impl Into<String>, kind: CompletionKind) -> Self {
        Self { label: label.into(), kind, detail: None, documentation: None, rank: 5, order: None }
    }

    /// The same with a few words beside the label.
    pub(super) fn detail(mut self, words: impl Into<String>) -> Self {
        self.detail = Some(words.into()).filter(|words| !words.is_empty());
        self
    }

    /// The same with an explanation.
    pub(super) fn explained(mut self, card: Card) -> Self {
        self.documentation = Some(card.markdown());
        self
    }

    /// The same with an explanation in a sentence.
    pub(super) fn said(mut self, words: impl Into<String>) -> Self {
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

    fn into_completion(self, replace: Span, insertion: &Insertion, filter: String) -> Completion {
        let place = match self.order {
            Some(order) => format!("{order:04}"),
            None => self.label.to_lowercase(),
        };
        Completion {
            sort_key: format!("{}{place}", self.rank.min(9)),
            label: self.label,
            kind: self.kind,
            detail: self.detail,
            documentation: self.documentation,
            replace,
            insert: insertion.render(),
            filter,
        }
    }
}

/// Collects completions for one slot.
pub(super) struct Writer<'p> {
    prepared: &'p Prepared,
    text: &'p str,
    found: Vec<Completion>,
}

impl<'p> Writer<'p> {
    /// For a slot of a document with this text.
    pub(super) fn new(prepared: &'p Prepared, text: &'p str) -> Self {
        Self { prepared, text, found: Vec::new() }
    }

    pub(super) fn slot(&self) -> &'p Slot {
        &self.prepared.slot
    }

    /// The cursor in the prepared document.
    pub(super) fn offset(&self) -> u32 {
        self.prepared.offset()
    }

    pub(super) fn finish(self) -> Vec<Completion> {
        self.found
    }

    /// A whole string.
    pub(super) fn string(&mut self, proposal: Proposal, value: &str) {
        self.string_then(proposal, Insertion::text(value), Insertion::default());
    }

    /// A whole string with something behind its closing quote.
    pub(super) fn string_then(&mut self, proposal: Proposal, value: Insertion, behind: Insertion) {
        let slot = self.slot();
        let value = value.escaped();
        let filter = value.plain();
        let open = if slot.quoted { "" } else { "\"" };
        let insertion = Insertion::text(open).then(value).then("\"").then(behind).then(slot.comma);
        let replace = Span::new(slot.content.start, slot.token.end);
        self.push(proposal, replace, &insertion, filter);
    }

    /// A value that is no string: it takes the place of a string that was begun, too.
    pub(super) fn other(&mut self, proposal: Proposal, value: Insertion) {
        let slot = self.slot();
        let quote = if slot.quoted { "\"" } else { "" };
        let filter = format!("{quote}{}", proposal.label);
        self.push(proposal, slot.token, &value.then(slot.comma), filter);
    }

    /// A part of the string, given by its bytes in the decoded text.
    pub(super) fn part(
        &mut self,
        proposal: Proposal,
        decoded: &DecodedString<'_>,
        range: &Range<usize>,
        insertion: Insertion,
    ) {
        let filter = escaped(&insertion.plain());
        self.part_found_by(proposal, decoded, range, insertion, filter);
    }

    /// The same with another text to be found by.
    pub(super) fn part_found_by(
        &mut self,
        proposal: Proposal,
        decoded: &DecodedString<'_>,
        range: &Range<usize>,
        insertion: Insertion,
        filter: String,
    ) {
        let replace = self.prepared.original(decoded.raw_span(range.start, range.end));
        self.push(proposal, replace, &insertion.escaped(), filter);
    }

    fn push(&mut self, proposal: Proposal, replace: Span, insertion: &Insertion, filter: String) {
        let replaced = replace.of(self.text);
        let offset = self.slot().offset;
        // A string with a line break in it is broken: nothing across lines is replaced.
        let fits = replace.start <= offset && offset <= replace.end && !replaced.contains(['\n', '\r']);
        if fits {
            self.found.push(proposal.into_completion(replace, insertion, filter));
        }
    }
}
