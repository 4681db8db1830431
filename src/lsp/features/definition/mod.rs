//! Go to definition.
//!
//! | from | to |
//! |---|---|
//! | an entry of the summary list of a collection | the same member of its job, and back |
//! | a source field of a row, a transform or a script | the column of the source query |
//! | an object type | its entry in `objectsOption`; from there, the first row of the type |
//! | a table of a source query | the setting with its name, and back |
//! | a call in a script | the declaration of the routine |
//! | a suppression in `joblint.toml` | the suppressed value |

mod collection;
mod columns;
mod scripts;
mod suppression;
mod tables;
#[cfg(test)]
mod tests;

use crate::job::{FieldRow, Job, JobFile, NodeRef, Query, SettingEntry};
use crate::json::{Document, NodeId};
use crate::language::transform::{self, TransformBody};
use crate::lsp::cursor::{Cursor, CursorLocation, cursor_at};
use crate::text::Span;

use super::string_cursor::StringCursor;
use super::types::NavigationTarget;

pub(crate) use suppression::suppression_target;

/// The definition of the token at an offset.
pub(crate) fn goto_definition(
    file: &JobFile<'_>,
    document: &Document<'_>,
    offset: u32,
) -> Option<NavigationTarget> {
    let cursor = cursor_at(document, offset);
    let span = collection::counterpart(file, document, &cursor).or_else(|| {
        let job = file.jobs.iter().find(|job| cursor.path.contains(&job.value.id()))?;
        let value = match cursor.location {
            CursorLocation::MemberName { value, .. } => value,
            _ => cursor.token()?,
        };
        DefinitionFinder { job, cursor: &cursor, offset, value }.find()
    })?;
    Some(NavigationTarget { path: None, span })
}

struct DefinitionFinder<'l, 'd> {
    job: &'l Job<'d>,
    cursor: &'l Cursor,
    offset: u32,
    /// The value at the cursor, or the value of the member whose name is at the cursor.
    value: NodeId,
}

impl<'d> DefinitionFinder<'_, 'd> {
    fn find(&self) -> Option<Span> {
        let job = self.job;
        if let Some(row) = job.rows.iter().find(|row| self.encloses_cursor(row.value)) {
            return self.target_of_row(row);
        }
        if let Some(query) = job.queries.iter().find(|query| self.encloses_cursor(query.value)) {
            return self.target_of_query(query);
        }
        if let Some(object) = job.objects.iter().find(|object| self.encloses_cursor(object.value)) {
            let is_type = self.is_value(object.object_type) || self.is_value(object.display_name);
            let row = job.rows_for_type(object.type_number().filter(|_| is_type)?).first()?;
            return Some(row.object_type?.span());
        }
        let entry = job.settings.entries().iter().find(|entry| self.encloses_cursor(entry.value))?;
        self.target_of_setting(entry)
    }

    fn target_of_row(&self, row: &FieldRow<'d>) -> Option<Span> {
        if self.is_value(row.object_type) {
            return self.object_type_entry(row.type_number()?);
        }
        if self.is_value(row.source_field) {
            let field = row.source_field?.string()?;
            return columns::find_source_column(self.job, row.type_number(), &field, Some(row));
        }
        if self.is_value(row.transform) {
            return self
                .target_of_transform_field(row, row.transform?)
                .or_else(|| scripts::routine_declaration(self.job, self.value, self.offset));
        }
        None
    }

    /// From a source field in a transform.
    fn target_of_transform_field(&self, row: &FieldRow<'d>, value: NodeRef<'d>) -> Option<Span> {
        let cursor = StringCursor::new(value, self.offset)?;
        let transform = transform::parse(cursor.text()).ok()?;
        let field = match &transform.body {
            TransformBody::Join { first, second, .. } => {
                [first, second].into_iter().find(|part| cursor.touches(&part.range))?.text.to_owned()
            }
            TransformBody::Parameters(parameters) => {
                let fields =
                    parameters.iter().filter(|(name, _)| name.text.trim().eq_ignore_ascii_case("field"));
                let mut values = fields.map(|(_, value)| value);
                values.find(|part| cursor.touches(&part.range))?.text.to_owned()
            }
            TransformBody::Script(_) => scripts::source_field_at(self.job, value.id(), cursor.offset)?,
            TransformBody::Static(_) => return None,
        };
        columns::find_source_column(self.job, row.type_number(), &field, Some(row))
    }

    fn target_of_query(&self, query: &Query<'d>) -> Option<Span> {
        if self.is_value(query.object_type) {
            return self.object_type_entry(query.type_number()?);
        }
        let text = self.job.query_texts().iter().find(|text| text.value.id() == self.value)?;
        tables::setting_of_query_table(self.job, text, self.offset)
    }

    fn target_of_setting(&self, entry: &SettingEntry<'d>) -> Option<Span> {
        if self.is_value(entry.object_type) {
            return self.object_type_entry(entry.object_type?.integer()?);
        }
        if !self.is_value(entry.setting_value) {
            return None;
        }
        if entry.definition.is_some_and(|setting| setting.key == "Source.Table") {
            return tables::query_of_setting_table(self.job, &entry.value_text()?);
        }
        scripts::routine_declaration(self.job, self.value, self.offset)
    }

    /// The entry of an object type in `objectsOption`.
    fn object_type_entry(&self, number: i64) -> Option<Span> {
        let object = self.job.objects.iter().find(|object| object.type_number() == Some(number))?;
        Some(object.object_type?.span())
    }

    fn encloses_cursor(&self, value: NodeRef<'_>) -> bool {
        self.cursor.path.contains(&value.id())
    }

    fn is_value(&self, value: Option<NodeRef<'_>>) -> bool {
        value.is_some_and(|value| value.id() == self.value)
    }
}
