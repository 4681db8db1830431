//! Building and collecting completions: position, escapes, sort order.

use std::ops::Range;

use crate::lsp::features::markdown::HoverDoc;
use crate::lsp::features::types::{Completion, CompletionKind};
use crate::text::{DecodedString, Span};

use super::indent_style::IndentStyle;
use super::insertion::{Insertion, escape_json_string};
use super::repair::{CursorToken, RepairedDocument};

/// A completion without its position and its inserted text.
#[derive(Debug, Clone)]
pub(super) struct CompletionBuilder {
    label: String,
    kind: CompletionKind,
    detail: Option<String>,
    documentation: Option<String>,
    filter: Option<String>,
    rank: u8,
    order: Option<usize>,
}

impl CompletionBuilder {
    pub(super) fn new(label: impl Into<String>, kind: CompletionKind) -> Self {
        Self {
            label: label.into(),
            kind,
            detail: None,
            documentation: None,
            filter: None,
            rank: 5,
            order: None,
        }
    }

    /// Sets the text next to the label; an empty one is omitted.
    pub(super) fn detail(mut self, text: impl Into<String>) -> Self {
        self.detail = Some(text.into()).filter(|text| !text.is_empty());
        self
    }

    pub(super) fn documentation(mut self, doc: HoverDoc) -> Self {
        self.documentation = Some(doc.into_markdown());
        self
    }

    /// Sets the documentation to a short text; an empty one is omitted.
    pub(super) fn documentation_text(mut self, text: impl Into<String>) -> Self {
        self.documentation = Some(text.into()).filter(|text| !text.is_empty());
        self
    }

    /// Sets the unescaped text to match with the typed text, instead of the inserted text.
    pub(super) fn filter(mut self, text: impl Into<String>) -> Self {
        self.filter = Some(text.into());
        self
    }

    /// Sets the primary sort key, from 0 (first) to 9 (last).
    pub(super) fn rank(mut self, rank: u8) -> Self {
        self.rank = rank;
        self
    }

    /// Sets the secondary sort key; by default, completions of the same rank are sorted by label.
    pub(super) fn order(mut self, order: usize) -> Self {
        self.order = Some(order);
        self
    }

    fn build(self, replace_span: Span, insertion: &Insertion, filter_text: String) -> Completion {
        let secondary = match self.order {
            Some(order) => format!("{order:04}"),
            None => self.label.to_lowercase(),
        };
        Completion {
            sort_text: format!("{}{secondary}", self.rank.min(9)),
            label: self.label,
            kind: self.kind,
            detail: self.detail,
            documentation: self.documentation,
            replace_span,
            insert_text: insertion.render(),
            filter_text,
        }
    }
}

/// Collects the completions for the token at the cursor.
pub(super) struct CompletionCollector<'p> {
    document: &'p RepairedDocument,
    /// The text before the repair.
    text: &'p str,
    indent_style: IndentStyle,
    completions: Vec<Completion>,
}

impl<'p> CompletionCollector<'p> {
    pub(super) fn new(document: &'p RepairedDocument, text: &'p str) -> Self {
        Self { document, text, indent_style: IndentStyle::detect(text), completions: Vec::new() }
    }

    pub(super) fn token(&self) -> &'p CursorToken {
        &self.document.token
    }

    pub(super) fn indent_style(&self) -> &IndentStyle {
        &self.indent_style
    }

    pub(super) fn finish(self) -> Vec<Completion> {
        self.completions
    }

    /// Adds a string that replaces the whole token.
    pub(super) fn add_string(&mut self, builder: CompletionBuilder, value: &str) {
        self.add_string_with_suffix(builder, Insertion::text(value), Insertion::default());
    }

    /// Adds a string that replaces the whole token, and text after its closing quote.
    pub(super) fn add_string_with_suffix(
        &mut self,
        builder: CompletionBuilder,
        value: Insertion,
        suffix: Insertion,
    ) {
        let token = self.token();
        let value = value.escape_json();
        let filter = value.plain_text();
        let open = if token.is_quoted { "" } else { "\"" };
        let insertion =
            Insertion::text(open).append(value).append("\"").append(suffix).append(token.trailing_comma);
        let replace = Span::new(token.content_span.start, token.span.end);
        self.push(builder, replace, &insertion, filter);
    }

    /// Adds a value that is not a string. It replaces the whole token, including an opening quote.
    pub(super) fn add_literal(&mut self, builder: CompletionBuilder, value: Insertion) {
        let token = self.token();
        let quote = if token.is_quoted { "\"" } else { "" };
        let filter = format!("{quote}{}", builder.label);
        self.push(builder, token.span, &value.append(token.trailing_comma), filter);
    }

    /// Adds text that replaces a range of the decoded text of the string at the cursor.
    pub(super) fn add_in_string(
        &mut self,
        mut builder: CompletionBuilder,
        decoded: &DecodedString<'_>,
        range: &Range<usize>,
        insertion: Insertion,
    ) {
        let filter = builder.filter.take().unwrap_or_else(|| insertion.plain_text());
        let replace = self.document.original_span(decoded.raw_span(range.start, range.end));
        self.push(builder, replace, &insertion.escape_json(), escape_json_string(&filter));
    }

    fn push(&mut self, builder: CompletionBuilder, replace: Span, insertion: &Insertion, filter: String) {
        let replaced = replace.slice(self.text);
        let offset = self.token().cursor_offset;
        // The protocol does not allow to replace several lines; only invalid strings contain line breaks.
        let is_valid = replace.start <= offset && offset <= replace.end && !replaced.contains(['\n', '\r']);
        if is_valid {
            self.completions.push(builder.build(replace, insertion, filter));
        }
    }
}
