//! JSON embedded in a string: `ContainerDetails`, and the `options` of a password.

use std::borrow::Cow;

use crate::diagnostic::Edit;
use crate::json::{Document, Tree, parse};
use crate::text::{DecodedString, Span, escape_into};

use super::NodeRef;

/// The JSON in a string.
///
/// Its positions refer to the decoded string; [`EmbeddedJson::to_file_span`] maps them to the file.
#[derive(Debug)]
pub struct EmbeddedJson<'d> {
    value: NodeRef<'d>,
    text: Cow<'d, str>,
    tree: Tree,
}

impl<'d> EmbeddedJson<'d> {
    /// Parses the JSON in a string; `None` if the value is not a string.
    #[must_use]
    pub fn new(value: NodeRef<'d>) -> Option<Self> {
        let text = value.string()?;
        let mut tree = Tree::new();
        parse(&text, &mut tree);
        Some(Self { value, text, tree })
    }

    /// The string that contains the JSON.
    #[must_use]
    pub fn value(&self) -> NodeRef<'d> {
        self.value
    }

    /// The parsed document.
    #[must_use]
    pub fn document(&self) -> Document<'_> {
        Document::new(&self.text, &self.tree).with_placeholders(self.value.placeholders())
    }

    /// Whether the JSON has no syntax error.
    #[must_use]
    pub fn is_well_formed(&self) -> bool {
        self.tree.errors().is_empty()
    }

    /// The decoded string with a mapping of its positions to the file. Computed on each call.
    #[must_use]
    pub fn decoded(&self) -> Option<DecodedString<'d>> {
        self.value.decoded()
    }

    /// Maps a span of the embedded document to the file.
    #[must_use]
    pub fn to_file_span(&self, span: Span) -> Span {
        let range = span.range();
        self.decoded().map_or(self.value.span(), |decoded| decoded.raw_span(range.start, range.end))
    }

    /// Maps the replacement of a span of the embedded document to an edit of the file.
    #[must_use]
    pub fn to_file_edit(&self, span: Span, replacement: &str) -> Edit {
        let mut escaped = String::with_capacity(replacement.len());
        escape_into(replacement, &mut escaped);
        Edit { span: self.to_file_span(span), replacement: escaped }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::NodeId;

    #[test]
    fn maps_embedded_spans_to_file_spans() {
        let text = r#"{"details": "{\r\n \"DN\": \"OU=a\\\\, b\" }"}"#;
        let mut tree = Tree::new();
        parse(text, &mut tree);
        let document = Document::new(text, &tree);
        let value = NodeRef::new(&document, document.find_by_pointer("/details").expect("details"));
        let nested = EmbeddedJson::new(value).expect("a string");
        assert!(nested.is_well_formed());
        let inner = nested.document();
        let name = inner.get(NodeId::ROOT, "DN").expect("DN");
        assert_eq!(inner.string(name).as_deref(), Some(r"OU=a\, b"));
        let range = inner.content_span(name).range();
        let span = nested.decoded().expect("a string").raw_span(range.start, range.end);
        assert_eq!(span.slice(text), r"OU=a\\\\, b");
        assert!(EmbeddedJson::new(NodeRef::new(&document, NodeId::ROOT)).is_none());
    }
}
