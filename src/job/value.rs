//! A reference to a node of a document.

use std::borrow::Cow;

use crate::json::{Document, NodeId, NodeKind, Quotes};
use crate::text::{DecodedString, Placeholders, Span};

/// A value of a document.
#[derive(Debug, Clone, Copy)]
pub struct NodeRef<'d> {
    document: &'d Document<'d>,
    id: NodeId,
}

impl<'d> NodeRef<'d> {
    /// The value at `id`.
    #[must_use]
    pub fn new(document: &'d Document<'d>, id: NodeId) -> Self {
        Self { document, id }
    }

    /// The id of the node.
    #[must_use]
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The document that contains the value.
    #[must_use]
    pub fn document(self) -> &'d Document<'d> {
        self.document
    }

    /// The placeholders that strings of the document may contain.
    #[must_use]
    pub fn placeholders(self) -> &'d Placeholders {
        self.document.placeholders()
    }

    /// The kind of the value.
    #[must_use]
    pub fn kind(self) -> NodeKind {
        self.document.kind(self.id)
    }

    /// The byte span, including quotes and brackets.
    #[must_use]
    pub fn span(self) -> Span {
        self.document.span(self.id)
    }

    /// The byte span between the quotes.
    #[must_use]
    pub fn content_span(self) -> Span {
        self.document.content_span(self.id)
    }

    /// The value of a string.
    #[must_use]
    pub fn string(self) -> Option<Cow<'d, str>> {
        self.text().map(Cow::Borrowed)
    }

    /// The value of a string; decoded at most once.
    #[must_use]
    #[inline]
    pub fn text(self) -> Option<&'d str> {
        self.document.cached_string(self.id)
    }

    /// The value of a string with a mapping of its positions to the file.
    ///
    /// Also `None` for an unterminated string: that was reported, and its content is uncertain.
    #[must_use]
    pub fn decoded(self) -> Option<DecodedString<'d>> {
        let is_terminated = self.document.node(self.id).quotes() != Quotes::Unclosed;
        is_terminated.then(|| self.document.decoded(self.id))?
    }

    /// The value of `true` or `false`.
    #[must_use]
    pub fn boolean(self) -> Option<bool> {
        self.document.boolean(self.id)
    }

    /// The value of an integer.
    #[must_use]
    pub fn integer(self) -> Option<i64> {
        self.document.integer(self.id)
    }

    /// The member called `name`.
    #[must_use]
    pub fn get(self, name: &str) -> Option<Self> {
        self.document.get(self.id, name).map(|id| Self::new(self.document, id))
    }

    /// The number of items of an array; 0 for other kinds.
    #[must_use]
    pub fn item_count(self) -> usize {
        let node = self.document.node(self.id);
        if node.kind() == NodeKind::Array { node.child_count() as usize } else { 0 }
    }

    /// The items of an array; empty for other kinds.
    pub fn items(self) -> impl Iterator<Item = Self> {
        self.document.items(self.id).map(move |id| Self::new(self.document, id))
    }
}
