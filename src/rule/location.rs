//! Locations that rules report at.

use std::ops::Range;

use crate::job::{JobScript, NodeRef, QueryText, RowTransform};
use crate::json::NodeId;
use crate::language::transform::SpannedStr;
use crate::text::{DecodedString, Span};

/// A value of the document and the bytes of it to mark.
///
/// A [`NodeRef`] converts into the location of the whole value.
#[derive(Debug, Clone, Copy)]
pub struct Location {
    pub(super) node: NodeId,
    pub(super) span: Span,
}

impl Location {
    /// The name of the member whose value is given; the value itself if it is not a member.
    #[must_use]
    pub fn member_name(value: NodeRef<'_>) -> Self {
        let document = value.document();
        let name = document.member_name(value.id());
        Self { node: value.id(), span: document.span(name.unwrap_or(value.id())) }
    }

    /// The opening bracket of an array or object.
    #[must_use]
    pub fn opening_bracket(value: NodeRef<'_>) -> Self {
        let start = value.span().start;
        Self { node: value.id(), span: Span::new(start, start.saturating_add(1)) }
    }

    /// The text between the quotes of a string; the quotes of an empty one.
    #[must_use]
    pub fn string_content(value: NodeRef<'_>) -> Self {
        let content = value.content_span();
        Self { node: value.id(), span: if content.is_empty() { value.span() } else { content } }
    }

    /// A range of the decoded text of a string; `None` if the string is unterminated.
    #[must_use]
    pub fn in_string(value: NodeRef<'_>, range: &Range<usize>) -> Option<Self> {
        Some(Self::in_decoded_string(value, &value.decoded()?, range.clone()))
    }

    /// A range of the decoded text of a string that was decoded before.
    #[must_use]
    pub fn in_decoded_string(value: NodeRef<'_>, decoded: &DecodedString<'_>, range: Range<usize>) -> Self {
        Self { node: value.id(), span: decoded.raw_span(range.start, range.end) }
    }

    /// A part of a transform; `None` if its string is unterminated.
    #[must_use]
    pub fn in_transform(transform: &RowTransform<'_>, part: &SpannedStr<'_>) -> Option<Self> {
        Self::in_string(transform.value, &part.range)
    }

    /// A range of a query.
    #[must_use]
    pub fn in_query(query: &QueryText<'_>, range: &Range<usize>) -> Self {
        Self::in_decoded_string(query.value, &query.decoded, range.clone())
    }

    /// A range of a script.
    #[must_use]
    pub fn in_script(script: &JobScript<'_>, range: &Range<usize>) -> Self {
        Self::in_decoded_string(script.value, script.decoded(), script.to_string_range(range))
    }

    /// A part of a value, by its bytes in the file.
    #[must_use]
    pub fn with_span(value: NodeRef<'_>, span: Span) -> Self {
        Self { node: value.id(), span }
    }

    /// The bytes in the file.
    #[must_use]
    pub fn span(self) -> Span {
        self.span
    }
}

impl From<NodeRef<'_>> for Location {
    fn from(value: NodeRef<'_>) -> Self {
        Self { node: value.id(), span: value.span() }
    }
}
