//! Parsed transforms.

use crate::language::transform::{self, SpannedStr, Transform, TransformBody, TransformError};
use crate::text::{DecodedString, is_blank};

use super::{FieldRow, NodeRef};

/// A transform that is not blank.
#[derive(Debug)]
pub struct RowTransform<'d> {
    /// The row.
    pub row: FieldRow<'d>,
    /// Its member `transform`.
    pub value: NodeRef<'d>,
    /// The text.
    pub text: &'d str,
    /// The parsed transform, or why it could not be parsed.
    pub parse_result: Result<Transform<'d>, TransformError<'d>>,
}

impl<'d> RowTransform<'d> {
    pub(super) fn new(row: &FieldRow<'d>) -> Option<Self> {
        let value = row.transform?;
        let text = value.text().filter(|text| !is_blank(text))?;
        Some(Self { row: *row, value, text, parse_result: transform::parse(text) })
    }

    /// The transform, if it could be parsed.
    #[must_use]
    pub fn parsed(&self) -> Option<&Transform<'d>> {
        self.parse_result.as_ref().ok()
    }

    /// The kind with its parameters, if the transform could be parsed.
    #[must_use]
    pub fn body(&self) -> Option<&TransformBody<'d>> {
        self.parsed().map(|transform| &transform.body)
    }

    /// The value of a Static transform.
    #[must_use]
    pub fn static_value(&self) -> Option<&SpannedStr<'d>> {
        match self.body()? {
            TransformBody::Static(value) => Some(value),
            _ => None,
        }
    }

    /// The decoded text, with a mapping of its positions to the file: see [`NodeRef::decoded`].
    #[must_use]
    pub fn decoded(&self) -> Option<DecodedString<'d>> {
        self.value.decoded()
    }
}
