//! The transforms of a job, each read once for all rules.

use crate::language::transform::{self, SpannedStr, Transform, TransformBody, TransformError};
use crate::text::{DecodedString, is_blank};

use super::{FieldRow, Job, NodeRef};

/// The transform of a row, where it is not blank.
#[derive(Debug)]
pub struct RowTransform<'d> {
    /// The row.
    pub row: FieldRow<'d>,
    /// Its member `transform`.
    pub value: NodeRef<'d>,
    /// The text.
    pub text: &'d str,
    /// What it says.
    pub parse_result: Result<Transform<'d>, TransformError<'d>>,
}

impl<'d> RowTransform<'d> {
    fn new(row: &FieldRow<'d>) -> Option<Self> {
        let value = row.transform?;
        let text = value.text().filter(|text| !is_blank(text))?;
        Some(Self { row: *row, value, text, parse_result: transform::parse(text) })
    }

    /// What it says, where it could be read.
    #[must_use]
    pub fn parsed(&self) -> Option<&Transform<'d>> {
        self.parse_result.as_ref().ok()
    }

    /// Its parameters, where it could be read.
    #[must_use]
    pub fn body(&self) -> Option<&TransformBody<'d>> {
        self.parsed().map(|transform| &transform.body)
    }

    /// The text of a Static transform.
    #[must_use]
    pub fn static_value(&self) -> Option<&SpannedStr<'d>> {
        match self.body()? {
            TransformBody::Static(value) => Some(value),
            _ => None,
        }
    }

    /// The text with the way back to its raw bytes; see [`Value::decoded`].
    #[must_use]
    pub fn decoded(&self) -> Option<DecodedString<'d>> {
        self.value.decoded()
    }
}

impl<'d> Job<'d> {
    /// The transforms that are not blank, in document order. Read when they are first asked for.
    #[must_use]
    pub fn transforms(&self) -> &[RowTransform<'d>] {
        self.transforms.get_or_init(|| self.rows.iter().filter_map(RowTransform::new).collect())
    }

    /// The transform of a row, where it is not blank.
    #[must_use]
    pub fn transform_of(&self, row: &FieldRow<'_>) -> Option<&RowTransform<'d>> {
        let id = row.transform?.id();
        let all = self.transforms();
        let place = all.binary_search_by_key(&id, |transform| transform.value.id()).ok()?;
        all.get(place)
    }
}
